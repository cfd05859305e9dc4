/**
 * What the set-up scripts need to know about processes and ports of this machine. A process id
 * alone identifies nothing, because the next process may get it: its start does.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";

export type Process = { pid: number; command: string };

const BOOT = "/proc/sys/kernel/random/boot_id";
/** Of the fields after the name in /proc/PID/stat. */
const STATE = 0;
const START = 19;
const ENDED = ["Z", "X"];
/** Linux shows processes in these, whatever its own clock has. */
const TICKS_PER_SECOND = 100;
const CLOCK_MS_MAX = 1_000;

/** False for a zombie, which has ended and waits for its parent to notice. */
export function isRunning(pid: number): boolean {
  return identify(pid) !== null;
}

/** Names this process and no other that gets its id later; null when there is none. */
export function identify(pid: number): string | null {
  if (!isSignalled(pid)) return null;
  const start = findStart(pid);
  return start === null ? null : `${pid} ${start}`;
}

/** Returns whether the process of this identity still runs. */
export function isSame(identity: string): boolean {
  return identify(Number.parseInt(identity, 10)) === identity;
}

function isSignalled(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Ticks since the machine was started, and which start that was; elsewhere the time. */
function findStart(pid: number): string | null {
  if (process.platform === "win32") return "unknown";
  if (process.platform !== "linux") return ps("lstart=", "-p", String(pid))[0] ?? null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (ENDED.includes(fields[STATE] ?? "")) return null;
    return `${fields[START]} ${existsSync(BOOT) ? readFileSync(BOOT, "latin1").trim() : ""}`.trim();
  } catch {
    return null; // The process ended between the two checks.
  }
}

/** Returns false where that is unknown. */
export function startedAfter(pid: number, milliseconds: number): boolean {
  const ticks = Number(findStart(pid)?.split(" ")[0]);
  if (process.platform !== "linux" || Number.isNaN(ticks)) return false;
  const sinceBoot = Number.parseFloat(readFileSync("/proc/uptime", "latin1"));
  const age = sinceBoot - ticks / TICKS_PER_SECOND;
  return Date.now() - age * 1_000 > milliseconds + CLOCK_MS_MAX;
}

/** Returns the program and its arguments; null where that is unknown. */
export function findCommand(pid: number): string | null {
  if (process.platform === "win32") return null;
  if (process.platform !== "linux") return ps("command=", "-p", String(pid))[0] ?? "";
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch {
    return ""; // The process has ended.
  }
}

/** Returns those whose command matches; none on Windows, which does not say. */
export function listProcesses(pattern: RegExp): Process[] {
  if (process.platform === "win32") return [];
  const all =
    process.platform === "linux"
      ? readdirSync("/proc")
          .filter((name) => /^\d+$/.test(name))
          .map((name) => ({ pid: Number(name), command: findCommand(Number(name)) ?? "" }))
      : ps("pid=,command=", "-ax").map((line) => {
          const [, pid, command] = /^\s*(\d+) (.*)$/.exec(line) ?? [];
          return { pid: Number(pid), command: command ?? "" };
        });
  return all.filter(({ pid, command }) => pattern.test(command) && isRunning(pid));
}

/** Returns null where that is unknown, or another account's. */
export function findFolder(pid: number): string | null {
  try {
    return realpathSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

function ps(columns: string, ...args: string[]): string[] {
  const { stdout } = spawnSync("ps", ["-o", columns, ...args], { encoding: "utf8" });
  return stdout.split("\n").filter((line) => line.trim() !== "");
}

/** Returns a port that was free a moment ago; 0 lets the system choose. */
export function freePort(port = 0, host = "127.0.0.1"): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address() as AddressInfo;
      server.close(() => resolve(address.port));
    });
  });
}
