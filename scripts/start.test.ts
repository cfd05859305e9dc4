/** A start that can't continue: one clear line on the standard error, no stack, and exit code 1. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { markUnfinished } from "./postgres/unfinished-restore";

const DATA_DIR = mkdtempSync(join(tmpdir(), "counterfoil-start-"));
const UNREACHABLE = `postgresql://someone:${"hunter2"}@127.0.0.1:1/counterfoil`;

afterAll(() => rmSync(DATA_DIR, { recursive: true, maxRetries: 10 }));

test("a wrong variable", async () => {
  const { code, lines } = await runStart({ PORT: "many", CASHREC_USERNAME: "reader" });
  expect(code).toBe(1);
  expect(lines).toEqual([
    "The environment is not right:",
    "- PORT must be a whole number from 1 to 65535",
    "- CASHREC_API_URL, CASHREC_TOKEN_URL, CASHREC_PASSWORD, CASHREC_CLIENT_SECRET " +
      "must be set too: the connection to Cashrec needs them all",
  ]);
});

test("a taken port", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as { port: number };
  const { code, lines } = await runStart({ PORT: String(port) });
  server.close();
  expect(code).toBe(1);
  expect(lines).toEqual([
    `Port ${port} is taken by another program: stop it, or set PORT to another one.`,
  ]);
});

test("a database that can't be reached, without its password", async () => {
  const { code, lines } = await runStart({ DATABASE_URL: UNREACHABLE });
  expect(code).toBe(1);
  expect(lines).toEqual([
    "DATABASE_URL: the database at 127.0.0.1:1 can't be used: connect ECONNREFUSED 127.0.0.1:1.",
  ]);
});

test("a command whose database can't be reached", async () => {
  const { code, lines } = await run({ DATABASE_URL: UNREACHABLE }, ["scripts/with-db.ts", "true"]);
  expect(code).toBe(1);
  expect(lines).toEqual([expect.stringMatching(/^DATABASE_URL: .* connect ECONNREFUSED \S+1\.$/)]);
});

test("a folder into which nothing was restored whole, wherever the database is", async () => {
  const unfinished = join(DATA_DIR, "unfinished");
  mkdirSync(unfinished);
  markUnfinished(unfinished);
  for (const DATABASE_URL of ["", UNREACHABLE]) {
    const { code, lines } = await runStart({ DATABASE_URL, DATA_DIR: unfinished });
    // Without a build, it says first that it makes one.
    expect([code, lines.at(-1)]).toEqual([1, expect.stringContaining("did not finish")]);
  }
});

function runStart(variables: Record<string, string>) {
  return run(variables, ["scripts/start.ts"]);
}

function run(
  variables: Record<string, string>,
  script: readonly string[],
): Promise<{ code: number; lines: string[] }> {
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", ...script],
    {
      env: { PATH: process.env.PATH, NODE_ENV: "production", PORT: "3987", DATA_DIR, ...variables },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  let output = "";
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      resolve({ code: code ?? -1, lines: output.split("\n").filter((line) => line !== "") });
    });
  });
}
