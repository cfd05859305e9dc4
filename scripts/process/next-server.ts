/** Runs Next.js' own command with the configuration of this installation. */
import { spawn, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import { constants } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Env } from "@/lib/server/env";

const require = createRequire(import.meta.url);
export const ROOT = resolve(fileURLToPath(new URL("../..", import.meta.url)));
export const NEXT = require.resolve("next/dist/bin/next");

/** Flags of a Node.js process with an IPC channel: it ends when the other end is gone. */
export const END_WITH_PARENT = [
  "--import",
  new URL("./end-with-parent.mjs", import.meta.url).href,
] as const;

/**
 * Enough for a hundred thousand rows of a file at once. With a higher limit V8 lets its heap become
 * four times the live size before it collects; below 2 GB the factor is two.
 */
const HEAP_MB_MAX = 1_536;

/**
 * V8 begins with semi-spaces of 1 MB, which are full before a response is sent: what it was made of
 * is copied to the old generation. In larger ones it dies where it was allocated.
 */
const YOUNG_MB = 32;
export const YOUNG_GENERATION = [
  `--min-semi-space-size=${YOUNG_MB}`,
  `--max-semi-space-size=${YOUNG_MB}`,
] as const;

/**
 * Longer than proxies keep an idle connection, which is a minute: the proxy must close first, or it
 * sends a request on a connection that this server is just closing.
 */
export const KEEP_ALIVE_MS = 65_000;

type Started = { startId?: string };

export function startNext(
  command: "dev" | "start",
  env: Env,
  databaseUrl: string,
  { startId = "" }: Started = {},
): ChildProcess {
  const heap = command === "start" ? listHeapOptions(process.env.NODE_OPTIONS ?? "") : [];
  const rest = command === "start" ? ["--keepAliveTimeout", String(KEEP_ALIVE_MS)] : [];
  const args = [NEXT, command, "-p", String(env.port), "-H", env.network.host, ...rest];
  return spawn(process.execPath, [...heap, ...END_WITH_PARENT, ...args], {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: "1",
      // What is passed on was read from its file already.
      DATABASE_URL_FILE: "",
      DATABASE_DIRECT_URL_FILE: "",
      DATABASE_OWNER_URL_FILE: "",
      NEXTAUTH_SECRET_FILE: "",
      DATABASE_URL: env.databaseUrl === "" ? databaseUrl : env.databaseUrl,
      DATABASE_DIRECT_URL: env.databaseDirectUrl,
      // The application never knows how to connect as the owner of its tables.
      DATABASE_OWNER_URL: "",
      DATA_DIR: env.dataDir,
      PORT: String(env.port),
      NEXTAUTH_URL: env.baseUrl,
      NEXTAUTH_SECRET: env.secret,
      START_ID: startId,
    },
  });
}

/** NODE_OPTIONS may set other limits. */
export function listHeapOptions(options: string): string[] {
  return [
    ...(options.includes("max-old-space-size") ? [] : [`--max-old-space-size=${HEAP_MB_MAX}`]),
    ...(options.includes("semi-space-size") ? [] : YOUNG_GENERATION),
  ];
}

/** Resolves with the exit code, as a shell gives it for a process that a signal has ended. */
export function waitForExit(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) =>
      resolve(signal === null ? (code ?? 1) : 128 + constants.signals[signal]),
    );
  });
}
