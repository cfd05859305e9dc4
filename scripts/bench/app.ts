/** The application over HTTP, for measuring: `npm start` in a process of its own, and one token. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { Permission, Role } from "@/lib/domain/permission";
import { hashToken } from "@/lib/server/auth/actor";
import { comesUp } from "../start/is-healthy";
import { freePort } from "../process/processes";
import { withClient } from "../postgres/with-client";

const START = fileURLToPath(new URL("../start.ts", import.meta.url));
const HEALTHY_MS_MAX = 15 * 60_000;

export type RunningServer = { base: string; pid: number; stop: () => Promise<void> };

/** Cashrec is configured but unreachable, so that nothing is synced while something is measured. */
const NO_CASHREC = {
  CASHREC_API_URL: "http://127.0.0.1:1",
  CASHREC_TOKEN_URL: "http://127.0.0.1:1/token",
  CASHREC_USERNAME: "bench",
  CASHREC_PASSWORD: "bench",
  CASHREC_CLIENT_SECRET: "bench",
  SYNC_EVERY_MINUTES: "1440",
};
const SANDBOX = { SYNC_EVERY_MINUTES: "1440" };

/** For "demo", the sandbox fills the database, which takes a minute. */
export async function startApp(
  databaseUrl: string,
  content: "given" | "demo" = "given",
): Promise<RunningServer> {
  const port = await freePort();
  const args = ["--conditions=react-server", "--import", "tsx", START];
  return startServer(`http://127.0.0.1:${port}`, "/api/health", () =>
    spawn(process.execPath, args, {
      stdio: "ignore",
      env: {
        ...process.env,
        ...(content === "given" ? NO_CASHREC : SANDBOX),
        NODE_ENV: "production",
        REQUEST_LIMITS_FACTOR: "1000",
        PORT: String(port),
        NEXTAUTH_URL: "",
        DATABASE_URL: databaseUrl,
        DATA_DIR: ".data/bench",
      },
    }),
  );
}

export async function startServer(
  base: string,
  path: string,
  spawnIt: () => ChildProcess,
): Promise<RunningServer> {
  const child = spawnIt();
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  const runs = () => child.exitCode === null;
  if (await comesUp(base + path, HEALTHY_MS_MAX, runs)) return { base, pid: child.pid ?? 0, stop };
  await stop();
  throw new Error("The server to be measured does not start; try `npm start` to see why.");
}

type TokenRights = { role: Role; permission: Permission };

const VIEWER: TokenRights = { role: "auditor", permission: "reconciliation:view" };

/** Creates somebody with a role in every centre, and returns a token of theirs. */
export async function makeToken(
  databaseUrl: string,
  { role, permission }: TokenRights = VIEWER,
): Promise<string> {
  const token = `cf_${randomBytes(32).toString("base64url")}`;
  await withClient(databaseUrl, async (client) => {
    const id = randomUUID();
    await client.query(`INSERT INTO "user" (id, email, name) VALUES ($1, $2, 'Bench')`, [
      id,
      `bench-${id}@example.test`,
    ]);
    await client.query(`INSERT INTO membership VALUES ($1, '*', $2)`, [id, role]);
    await client.query(
      `INSERT INTO api_token (id, user_id, name, token_hash, permissions)
       VALUES (gen_random_uuid(), $1, 'bench', $2, ARRAY[$3])`,
      [id, hashToken(token), permission],
    );
  });
  return token;
}
