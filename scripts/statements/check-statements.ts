/**
 * `npm run check:statements` compares every SQL statement of production code with a freshly
 * migrated database: its columns with its row type, and its parameters with what it gets.
 */
import { join } from "node:path";
import pg from "pg";
import { startEmbeddedDb } from "../embedded/db";
import { ensureClient } from "../build/generate";
import { migrate } from "../postgres/migrate";
import { ROOT } from "../process/next-server";
import { print } from "../process/print";
import { APP_ROLE } from "../postgres/roles";
import { checkStatements, type Finding } from "./check";
import { findStatements } from "./find-statements";
import { openProject } from "./program";

process.exitCode = await main();

async function main(): Promise<number> {
  await ensureClient();
  const project = openProject();
  const statements = findStatements(project);
  const { checked, unchecked, findings } = await withFreshDatabase((client) =>
    checkStatements(project.checker, statements, client),
  );
  for (const finding of findings) printFinding(finding);
  for (const finding of unchecked) printFinding(finding, "unchecked, ");
  print(`${checked} statements checked, ${unchecked.length} unchecked`);
  return findings.length + unchecked.length === 0 ? 0 : 1;
}

function printFinding({ at, problem }: Finding, prefix = ""): void {
  print(`${at}: ${prefix}${problem}`);
}

/** Beside the databases of tests, on their server, and removed afterwards. */
async function withFreshDatabase<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const name = `statements_${process.pid}`;
  const server = await startEmbeddedDb({ dir: join(ROOT, ".data", "test", "postgres") });
  const admin = await connect(server.url);
  try {
    await admin.query(`CREATE DATABASE ${name}`);
    const url = new URL(`/${name}`, server.url).href;
    await migrate(url, APP_ROLE);
    // As the application, which may execute each of them.
    const client = await connect(new URL(`/${name}`, server.appUrl).href);
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.end();
    await server.stop();
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}
