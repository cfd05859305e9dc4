import "server-only";

/** Writes the queue's own messages to our log: only those that need attention. */
import { Logger, type LogLevel } from "graphile-worker";
import { log } from "../log";

export function jobLogger(): Logger {
  return new Logger(() => (level, message) => {
    if (isSerious(level)) log().warn({ part: "jobs" }, firstLine(message));
  });
}

function isSerious(level: LogLevel | `${LogLevel}`): boolean {
  return level === "error" || level === "warning";
}

/** The stack of an error follows the first line of a failed task. */
function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? "";
}
