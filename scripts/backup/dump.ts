/**
 * Copies the database that DATABASE_URL names with PostgreSQL's own pg_dump, which needs no more
 * than to read it.
 */
import { spawn } from "node:child_process";
import { chmod, stat } from "node:fs/promises";
import { syncFile } from "@/lib/server/durable-file";
import type { Base } from "./base";
import { hashFile } from "./manifest";
import { withTrust } from "../postgres/trust";

export async function dumpDatabase(url: string, path: string): Promise<Base> {
  await runTool("pg_dump", url, ["--format=custom", `--file=${path}`]);
  await chmod(path, 0o600);
  await syncFile(path);
  const { size } = await stat(path);
  const position = { startLsn: "0/0", endLsn: "0/0", timeline: 0 };
  return { ...position, bytes: size, sha256: await hashFile(path) };
}

/**
 * Returns what it prints. The password is passed by the environment, because others may list the
 * arguments.
 */
export function runTool(tool: string, url: string, args: string[]): Promise<string> {
  const address = new URL(url);
  const password = decodeURIComponent(address.password);
  address.password = "";
  return withTrust(address, (href, variables) =>
    execute(tool, [`--dbname=${href}`, ...args], {
      ...variables,
      ...(password === "" ? {} : { PGPASSWORD: password }),
    }),
  );
}

async function execute(
  tool: string,
  args: string[],
  variables: Record<string, string>,
): Promise<string> {
  const child = spawn(tool, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...variables },
  });
  let output = "";
  let complaint = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaint += text));
  const status = await new Promise<number>((resolve, reject) => {
    child.once("error", (cause) =>
      reject(
        new Error(
          `${tool} can't be started: install PostgreSQL's client programs, ` +
            "of the server's major version or a newer one.",
          { cause },
        ),
      ),
    );
    child.once("close", (code) => resolve(code ?? 1));
  });
  if (status !== 0) throw new Error(`${tool} failed: ${complaint.trim()}`);
  return output;
}
