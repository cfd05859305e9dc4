/**
 * The processes that use an embedded server: a file each, named by the process id, which contains
 * the identity of the process. The last one to leave stops the server.
 */
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { replaceDurably } from "@/lib/server/durable-file";
import type { ServerLocation } from "./location";
import { findCommand, identify, isRunning, isSame, startedAfter } from "../process/processes";

export function addUser({ users }: ServerLocation): void {
  replaceDurably(join(users, String(process.pid)), identify(process.pid) ?? "");
}

export function removeUser({ users }: ServerLocation): void {
  rmSync(join(users, String(process.pid)), { force: true });
}

/** Whether another process uses it that still runs; forgets those that don't. */
export function hasUsers({ users }: ServerLocation): boolean {
  const others = readdirSync(users).filter((name) => name !== String(process.pid));
  const gone = others.filter((name) => !isUser(join(users, name), Number.parseInt(name, 10)));
  for (const name of gone) rmSync(join(users, name), { force: true });
  return others.length > gone.length;
}

function isUser(path: string, pid: number): boolean {
  const identity = readFileSync(path, "utf8");
  if (identity !== "") return isSame(identity);
  // Earlier versions left the file empty.
  const command = findCommand(pid);
  const mayBe = isRunning(pid) && (command === null || command.includes("node"));
  return mayBe && !startedAfter(pid, statSync(path).mtimeMs);
}
