import "server-only";

/** Reads what the application reports of itself, and to whom. */
import type { Reader } from "./env-reader";

export type ObservingEnv = {
  /** Null: it depends on who reads the output. */
  accessLog: boolean | null;
};

export const OBSERVING_VARIABLES = ["ACCESS_LOG"] as const;

export function readObservingEnv(read: Reader): ObservingEnv {
  const accessLog = read.text("ACCESS_LOG");
  if (!["on", "off", null].includes(accessLog)) read.wrong("ACCESS_LOG is on or off");
  return { accessLog: accessLog === null ? null : accessLog === "on" };
}
