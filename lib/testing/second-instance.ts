/** Another instance of the built application, on the database of one that runs. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PROCESS = fileURLToPath(new URL("./second-instance-process.ts", import.meta.url));
const LOOK_AGAIN_MS = 100;

export type SecondInstance = { url: string; stop: () => Promise<void> };

/** `variables` are those of the first one; the caller's own must not reach it. */
export async function startSecondInstance(
  port: number,
  variables: Record<string, string>,
): Promise<SecondInstance> {
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", PROCESS], {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: "production",
      PORT: String(port),
      NEXTAUTH_URL: url,
      ...variables,
    },
  });
  while (!(await isHealthy(url))) {
    if (hasEnded(child)) throw new Error("The second instance ended by itself.");
    await sleep(LOOK_AGAIN_MS);
  }
  return {
    url,
    async stop() {
      if (hasEnded(child)) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

async function isHealthy(url: string): Promise<boolean> {
  const response = await fetch(`${url}/api/health`).catch(() => null);
  return response?.ok === true;
}
