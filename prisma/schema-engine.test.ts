/** The replacement for Prisma's engine: a failure must never look like a success. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, inject, test } from "vitest";

const dir = mkdtempSync(join(tmpdir(), "counterfoil-engine-"));
afterAll(() => rmSync(dir, { recursive: true }));

const DIFF = ["migrate", "diff", "--from-migrations", "prisma/migrations", "--exit-code"];

test("the schema and the migrations say the same", () => {
  const { status, output } = cli([...DIFF, "--to-schema", "prisma/schema.prisma"]);
  expect(output).toContain("No difference detected");
  expect(status).toBe(0);
}, 120_000);

test("a schema that the migrations don't make is noticed", () => {
  const path = join(dir, "other.prisma");
  writeFileSync(
    path,
    `datasource db {\n provider = "postgresql"\n}\nmodel Other {\n id String @id\n}\n`,
  );
  expect(cli([...DIFF, "--to-schema", path]).status).toBe(2);
}, 120_000);

test("an engine that crashes ends in a non-zero exit", () => {
  const path = join(dir, "crashing.mjs");
  writeFileSync(path, "#!/usr/bin/env node\nprocess.exit(101);\n", { mode: 0o755 });
  const { status } = cli([...DIFF, "--to-schema", "prisma/schema.prisma"], path);
  expect(status).toBeGreaterThan(0);
}, 120_000);

test("a question the engine does not know is answered with an error", () => {
  const { stdout } = spawnSync(process.execPath, ["prisma/schema-engine.mjs", ...datasource()], {
    input: '{"jsonrpc":"2.0","id":1,"method":"makeCoffee","params":{}}\n',
    encoding: "utf8",
  });
  expect(JSON.parse(stdout)).toMatchObject({ id: 1, error: { code: 4466 } });
});

test("a line that is no question ends the engine with its panic code", () => {
  const { status } = spawnSync(process.execPath, ["prisma/schema-engine.mjs", ...datasource()], {
    input: "no JSON\n",
  });
  expect(status).toBe(101);
});

function datasource(): string[] {
  return ["--datasource", JSON.stringify({ url: inject("testServer").adminUrl })];
}

function cli(args: string[], engine?: string): { status: number; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["prisma/cli.mjs", ...args], {
    encoding: "utf8",
    // The test's own limit can't end what blocks its process.
    timeout: 100_000,
    env: {
      ...process.env,
      DATABASE_URL: inject("testServer").adminUrl,
      ...(engine === undefined ? {} : { PRISMA_SCHEMA_ENGINE_BINARY: engine }),
    },
  });
  return { status: status ?? -1, output: stdout + stderr };
}
