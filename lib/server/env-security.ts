import "server-only";

/** Reads what protects the installation from single people, and from the files they send. */
import { isAbsolute } from "node:path";
import type { Reader } from "./env-reader";

export type SecurityEnv = {
  /** Multiplies what one person may ask for. */
  requestLimitsFactor: number;
  /** Null: files are not scanned. */
  clamd: ClamdEnv | null;
  /** Whether passwords open accounts, whatever administrators decided. */
  allowsPasswords: boolean;
};

export type ClamdEnv = { host: string; port: number } | { path: string };

export const SECURITY_VARIABLES = [
  "REQUEST_LIMITS_FACTOR",
  "CLAMD_URL",
  "PASSWORD_SIGN_IN",
] as const;

const FACTOR_MAX = 1_000;
const CLAMD_PORT = 3_310;

export function readSecurityEnv(read: Reader): SecurityEnv {
  return {
    requestLimitsFactor: read.whole("REQUEST_LIMITS_FACTOR", { from: 1, to: FACTOR_MAX, usual: 1 }),
    clamd: readClamd(read),
    allowsPasswords: read.allowed("PASSWORD_SIGN_IN"),
  };
}

function readClamd(read: Reader): ClamdEnv | null {
  const value = read.url("CLAMD_URL", /^(tcp|unix):$/);
  if (value === null || !URL.canParse(value)) return null;
  const { protocol, hostname, port, pathname } = new URL(value);
  if (protocol === "unix:" && isAbsolute(pathname)) return { path: decodeURIComponent(pathname) };
  if (hostname !== "") {
    return { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port) || CLAMD_PORT };
  }
  read.wrong("CLAMD_URL must look like tcp://host:3310 or unix:/run/clamav/clamd.ctl");
  return null;
}
