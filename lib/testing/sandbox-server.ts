/**
 * Starts the sandbox on a port, as `npm run sandbox` does. The built application uses it like any
 * Cashrec, with centres that fail on purpose.
 */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { SANDBOX_CREDENTIALS } from "@/lib/server/sandbox/sandbox";
import { endOf, type Running } from "./acceptance-upstream";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const READY_MS_MAX = 20_000;

export async function startSandbox(): Promise<Running> {
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "scripts/sandbox.ts", "--port", "0"],
    { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] },
  );
  const url = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("The sandbox does not start.")), READY_MS_MAX);
    child.stdout.on("data", (chunk: Buffer) => {
      const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(chunk.toString("utf8")) ?? [];
      if (address === undefined) return;
      clearTimeout(late);
      resolve(address);
    });
    child.once("exit", (code) => reject(new Error(`The sandbox ended with ${code}.`)));
  });
  return { url, stop: () => endOf(child) };
}

/** The variables with which an installation uses this sandbox as its Cashrec. */
export function variablesFor({ url }: Running): Record<string, string> {
  const { username, password, clientId, clientSecret } = SANDBOX_CREDENTIALS;
  return {
    CASHREC_API_URL: url,
    CASHREC_TOKEN_URL: `${url}/connect/token`,
    CASHREC_USERNAME: username,
    CASHREC_PASSWORD: password,
    CASHREC_CLIENT_ID: clientId,
    CASHREC_CLIENT_SECRET: clientSecret,
  };
}
