/**
 * Runs the application as an operator does: `npm start` in a process of its own, called over HTTP
 * by an administrator who signed in.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { z } from "zod";
import { comesUp } from "@/scripts/start/is-healthy";
import { endOf } from "./acceptance-upstream";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** The first start builds the application. */
export const START_MS_MAX = 15 * 60_000;

export const ADMIN = { email: "admin@example.test", password: "a long phrase for the first start" };

export type Credentials = { email: string; password: string };
export type App = {
  base: string;
  /** The cookie of the administrator's session. */
  cookie: string;
  get: <T>(path: string, schema: z.ZodType<T>) => Promise<T>;
  post: <T>(path: string, body: unknown, schema: z.ZodType<T>) => Promise<T>;
  postText: <T>(path: string, text: string, schema: z.ZodType<T>) => Promise<T>;
  text: (path: string) => Promise<string>;
  /** The process of `npm start`, whose child is the server. */
  pid: number;
  /** Returns what the application has printed so far. */
  log: () => string;
  /** Its exit code, or -1 when a signal ended it. */
  exit: Promise<number>;
  /** Returns false when it did not end by itself. */
  stop: () => Promise<boolean>;
};

/** `wrapper` is a command that runs another one. */
export async function startApp(
  port: number,
  variables: Record<string, string>,
  wrapper: readonly string[] = [],
): Promise<App> {
  const base = `http://127.0.0.1:${port}`;
  const dataDir = mkdtempSync(join(tmpdir(), "counterfoil-acceptance-"));
  const flags = ["--conditions=react-server", "--import", "tsx", "scripts/start.ts"];
  const [command = "", ...args] = [...wrapper, process.execPath, ...flags];
  const child = spawn(command, args, {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    // The test run's own variables (time zone, NODE_ENV) must not reach the application.
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: "production",
      PORT: String(port),
      NEXTAUTH_URL: base,
      DATA_DIR: dataDir,
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
      // One person of a test asks for more than a real one.
      REQUEST_LIMITS_FACTOR: "100",
      ...variables,
    },
  });
  const exit = new Promise<number>((resolve) => child.once("exit", (code) => resolve(code ?? -1)));
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => output.push(chunk.toString("utf8")));
  }
  const stop = async () => {
    const endedByItself = await endOf(child);
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
    return endedByItself;
  };
  try {
    await becomesHealthy(base, () => child.exitCode === null);
    const cookie = await signIn(base);
    const log = () => output.join("");
    return { base, cookie, ...talk(base, cookie), pid: child.pid ?? 0, log, exit, stop };
  } catch (error) {
    await stop();
    throw new Error(`The application said:\n${output.join("")}`, { cause: error });
  }
}

export async function becomesHealthy(base: string, runs: () => boolean): Promise<void> {
  if (await comesUp(`${base}/api/health`, START_MS_MAX, runs)) return;
  throw new Error("The application does not become healthy.");
}

/** Returns the cookies of a session. */
export async function signIn(base: string, who: Credentials = ADMIN): Promise<string> {
  const csrf = await fetch(`${base}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const first = cookiesOf(csrf);
  const response = await fetch(`${base}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: first, origin: base },
    body: new URLSearchParams({ csrfToken, ...who, json: "true" }),
  });
  const session = cookiesOf(response);
  if (!session.includes("session-token")) throw new Error(`Sign-in answered ${response.status}.`);
  return `${first}; ${session}`;
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0] ?? "")
    .join("; ");
}

function talk(
  base: string,
  cookie: string,
): Omit<App, "base" | "cookie" | "pid" | "log" | "exit" | "stop"> {
  const ask = async (path: string, init: RequestInit): Promise<Response> => {
    const headers = { cookie, origin: base, ...(init.headers as Record<string, string>) };
    const response = await fetch(`${base}${path}`, { ...init, headers });
    if (response.ok) return response;
    throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  };
  const send = async <T>(path: string, type: string, body: string, schema: z.ZodType<T>) => {
    const response = await ask(path, { method: "POST", headers: { "content-type": type }, body });
    return schema.parse(await response.json());
  };
  return {
    get: async (path, schema) => schema.parse(await (await ask(path, {})).json()),
    post: (path, body, schema) => send(path, "application/json", JSON.stringify(body), schema),
    postText: (path, text, schema) => send(path, "text/csv", text, schema),
    text: async (path) => (await ask(path, {})).text(),
  };
}
