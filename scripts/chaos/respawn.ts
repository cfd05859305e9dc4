/** Runs a process and starts it again when it ends, as a service manager does. */
import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const PAUSE_MS = 1_000;
/** The application ends within 20 seconds, its database with it. */
const END_MS_MAX = 40_000;

export type Service = {
  /** Null while it is not running. */
  pid: () => number | null;
  /** Variables with which it is started from the next time on. */
  setVariables: (variables: Record<string, string>) => void;
  /** Ends it in order and has it started again; resolves with how long the end took. */
  restart: () => Promise<number>;
  stop: () => Promise<void>;
};

export type ServiceOptions = {
  args: readonly string[];
  variables: Record<string, string>;
  /** What it prints is appended here. */
  logFile: string;
};

export function respawn({ args, variables, logFile }: ServiceOptions): Service {
  const log = createWriteStream(logFile, { flags: "a" });
  let added: Record<string, string> = {};
  let isOver = false;
  let child: ChildProcess | null = null;
  let ended = Promise.resolve();

  const start = () => {
    const started = spawn(process.execPath, [...args], {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        NODE_ENV: "production",
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        ...variables,
        ...added,
      },
    });
    child = started;
    for (const stream of [started.stdout, started.stderr]) stream.pipe(log, { end: false });
    ended = new Promise((resolve) => {
      started.once("exit", () => {
        child = null;
        resolve();
        if (!isOver) setTimeout(() => isOver || start(), PAUSE_MS);
      });
    });
  };
  const end = async () => {
    const running = child;
    if (running === null) return 0;
    const began = performance.now();
    running.kill("SIGTERM");
    const timer = setTimeout(() => running.kill("SIGKILL"), END_MS_MAX);
    await ended;
    clearTimeout(timer);
    return performance.now() - began;
  };
  start();
  return {
    pid: () => child?.pid ?? null,
    setVariables: (next) => (added = next),
    restart: end,
    async stop() {
      isOver = true;
      await end();
      await sleep(0);
      log.end();
    },
  };
}
