/** Another instance of the built application, on the database of one that runs. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { END_WITH_PARENT } from "@/scripts/process/next-server";
import { becomesHealthy } from "./acceptance-app";
import { endOf, type Running } from "./acceptance-upstream";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PROCESS = fileURLToPath(new URL("./second-instance-process.ts", import.meta.url));

/** `variables` are those of the first one; the caller's own must not reach it. */
export async function startSecondInstance(
  port: number,
  variables: Record<string, string>,
): Promise<Running> {
  const url = `http://127.0.0.1:${port}`;
  const flags = ["--conditions=react-server", "--import", "tsx", ...END_WITH_PARENT];
  const child = spawn(process.execPath, [...flags, PROCESS], {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: "production",
      PORT: String(port),
      NEXTAUTH_URL: url,
      ...variables,
    },
  });
  await becomesHealthy(url, () => child.exitCode === null);
  return { url, stop: () => endOf(child) };
}
