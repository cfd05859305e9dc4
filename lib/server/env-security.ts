import "server-only";

/** Reads what protects the installation from single people, and where it reports about itself. */
import type { Reader } from "./env-reader";

export type SecurityEnv = {
  /** Multiplies what one person may ask for. */
  requestLimitsFactor: number;
};

export const SECURITY_VARIABLES = ["REQUEST_LIMITS_FACTOR"] as const;

const FACTOR_MAX = 1_000;

export function readSecurityEnv(read: Reader): SecurityEnv {
  return {
    requestLimitsFactor: read.whole("REQUEST_LIMITS_FACTOR", { from: 1, to: FACTOR_MAX, usual: 1 }),
  };
}
