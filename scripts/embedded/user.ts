/**
 * Runs the embedded PostgreSQL without privileges and without the environment of the application,
 * which contains its secrets. PostgreSQL refuses root, so that root runs it as "nobody", to whom
 * the data is given.
 */
import { execFile, execFileSync, spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { chmodSync, chownSync, existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { print } from "../process/print";

const run = promisify(execFile);
const NOBODY = 65_534;
/** "nobody" gets through a folder, of which it learns no more. */
const TRAVERSABLE = 0o710;
const AS_NOBODY = { uid: NOBODY, gid: NOBODY };

/** Windows finds the libraries of its system by this; elsewhere nothing is needed. */
const ENVIRONMENT = (
  process.platform === "win32" ? { SystemRoot: process.env.SystemRoot } : {}
) as NodeJS.ProcessEnv;

/** In it, files of root belong to "nobody"; outside, "nobody" is root without capabilities. */
const NAMESPACE = ["unshare", "--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];

/** Whoever started this process, "nobody", or root in a namespace where "nobody" gets nowhere. */
export type ServerUser = "own" | "nobody" | "namespace";

export function chooseServerUser(binary: string, ownDir: string): ServerUser {
  if (process.getuid?.() !== 0) return "own";
  for (const dir of [dirname(ownDir), ownDir]) letNobodyThrough(dir);
  const reached = [
    spawnSync(binary, ["--version"], { ...AS_NOBODY, env: ENVIRONMENT }),
    spawnSync("test", ["-x", ownDir], { ...AS_NOBODY, env: ENVIRONMENT }),
  ];
  if (reached.every(({ status }) => status === 0)) return "nobody";
  print(
    `The embedded PostgreSQL may write what root owns, because "nobody" can't reach ${ownDir} or ` +
      `${binary}. Start Counterfoil as another user, or from a folder that others may enter.`,
  );
  return "namespace";
}

/** What an earlier version, or root, has created. */
export function giveToServer(path: string, user: ServerUser): void {
  if (user !== "nobody" || !existsSync(path) || statSync(path).uid === NOBODY) return;
  execFileSync("chown", ["-R", `${NOBODY}:${NOBODY}`, path]);
}

/** Runs the binary to its end; its error output is in the error's message. */
export async function runUnprivileged(
  user: ServerUser,
  binary: string,
  args: string[],
  input = "",
): Promise<void> {
  const { command, options } = unprivileged(user, binary, args);
  const running = run(command[0] ?? binary, command.slice(1), options);
  running.child.stdin?.end(input);
  try {
    await running;
  } catch (cause) {
    const { stderr = "", message } = cause as Error & { stderr?: string };
    throw new Error(`${binary} failed: ${stderr.trim() || message}`, { cause });
  }
}

/**
 * The process is detached, so that Ctrl-C in a terminal reaches the application first and the
 * database last.
 */
export function spawnUnprivileged(
  user: ServerUser,
  binary: string,
  args: string[],
  logFile: number,
): ChildProcess {
  const { command, options } = unprivileged(user, binary, args);
  return spawn(command[0] ?? binary, command.slice(1), {
    ...options,
    detached: true,
    stdio: ["ignore", logFile, logFile],
  });
}

function unprivileged(user: ServerUser, binary: string, args: string[]) {
  const command = [...(user === "namespace" ? NAMESPACE : []), binary, ...args];
  return { command, options: { env: ENVIRONMENT, ...(user === "nobody" ? AS_NOBODY : {}) } };
}

/** What others may enter, or somebody else owns, stays as it is. */
function letNobodyThrough(dir: string): void {
  const { uid, mode } = statSync(dir);
  if (uid !== 0 || (mode & 0o001) !== 0) return;
  chownSync(dir, 0, NOBODY);
  chmodSync(dir, (mode & 0o777) | TRAVERSABLE);
}
