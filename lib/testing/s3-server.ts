/**
 * A real S3 server of another make, which checks signatures: @20minutes/s3rver. It is installed on
 * demand, because it is needed nowhere else; null where it can't be had.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { resolve } from "node:path";

const PACKAGE = "@20minutes/s3rver";
const VERSION = "5.0.0";
const FOLDER = resolve(".data", "s3-server");
const INSTALL_MS_MAX = 240_000;

/** The keys are those of that server. */
const KEYS = { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" };

/** It uses a cipher that OpenSSL 3 has only as a legacy one. */
const PROGRAM = `
  import S3rver from "${PACKAGE}";
  const [directory] = process.argv.slice(1);
  const server = new S3rver({ address: "127.0.0.1", port: 0, silent: true, directory,
    configureBuckets: [{ name: "files" }] });
  const { port } = await server.run();
  process.stdout.write(String(port) + "\\n");`;

export type S3Server = typeof KEYS & { endpoint: string; stop: () => Promise<void> };

export async function startS3Server(directory: string): Promise<S3Server> {
  const child = spawn(
    process.execPath,
    ["--openssl-legacy-provider", "--input-type=module", "--eval", PROGRAM, directory],
    {
      cwd: FOLDER,
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, NODE_OPTIONS: "" },
    },
  );
  const port = await readLine(child);
  return { ...KEYS, endpoint: `http://127.0.0.1:${port}`, stop: () => end(child) };
}

/** Says why where there is none. */
export const NO_S3_SERVER = `a store of files: npm can't install ${PACKAGE} here.`;

export function installS3Server(): boolean {
  if (existsSync(resolve(FOLDER, "node_modules", PACKAGE))) return true;
  mkdirSync(FOLDER, { recursive: true });
  const { status } = spawnSync(
    "npm",
    ["install", "--no-audit", "--no-fund", "--prefix", FOLDER, `${PACKAGE}@${VERSION}`],
    { timeout: INSTALL_MS_MAX, stdio: "ignore" },
  );
  return status === 0;
}

function readLine(child: ChildProcess): Promise<string> {
  return new Promise((settle, reject) => {
    child.once("exit", () => reject(new Error("The S3 server ended")));
    child.stdout?.once("data", (text: Buffer) => settle(text.toString().trim()));
  });
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((settle) => {
    child.once("exit", () => settle());
    child.kill("SIGKILL");
  });
}
