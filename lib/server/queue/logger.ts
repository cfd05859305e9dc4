import "server-only";

/** The queue's own messages, in our log: only what needs someone's attention. */
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

/** What follows the first line of a failed task is the stack of its error. */
function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? "";
}
