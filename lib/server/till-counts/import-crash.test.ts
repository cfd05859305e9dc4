import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "@/lib/server/db/sql";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { importTillCounts } from "./import";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const SCRIPT = fileURLToPath(new URL("./import-crash.fixture.ts", import.meta.url));
const ROWS = 20_000;
const folder = mkdtempSync(join(tmpdir(), "counterfoil-counts-"));

let url: string;

beforeAll(async () => {
  url = (await testDatabase()).url;
});
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 10 }));

test("a process that is killed while it imports leaves nothing behind", async () => {
  await makeCentre({ id: "101" });
  const { id } = await makeUser();
  const text = fileOf(ROWS);
  const path = join(folder, "counts.csv");
  writeFileSync(path, text);
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", SCRIPT, id, path],
    { cwd: ROOT, env: { ...process.env, DATABASE_URL: url }, stdio: "ignore" },
  );
  const ended = new Promise<string | null>((resolve) => {
    child.once("exit", (_code, signal) => resolve(signal));
  });
  await untilStoring();
  child.kill("SIGKILL");
  expect(await ended).toBe("SIGKILL");
  await untilNobodyWrites();
  expect(await stored()).toEqual({ counts: "0", lines: "0", days: "0", entries: "0" });

  const scope = scopeFor("till-count:import", ["101"], { id, name: "" });
  const request = new Request("http://localhost/", { method: "POST", body: text });
  request.headers.set("content-type", "text/csv");
  expect(await importTillCounts(scope, { dryRun: false }, request)).toMatchObject({
    accepted: ROWS,
    unchanged: 0,
  });
  expect(await stored()).toEqual({
    counts: String(ROWS),
    lines: String(ROWS),
    days: "1000",
    entries: "1",
  });
}, 90_000);

function fileOf(rows: number): string {
  const lines = Array.from({ length: rows }, (_, at) => {
    const date = new Date(Date.UTC(2020, 0, 1 + (at % 1_000))).toISOString().slice(0, 10);
    return `101,${date},1,T1,X${Math.floor(at / 1_000)},1.05`;
  });
  return ["centre_id,business_date,shift_id,till_id,tender_id,counted", ...lines].join("\n");
}

/**
 * Waits until the other process has written counts or lines in a transaction that has not ended.
 */
async function untilStoring(): Promise<void> {
  await until(async () => {
    const rows = await sql(
      `SELECT 1 FROM pg_locks l WHERE l.granted AND l.mode = 'RowExclusiveLock'
         AND l.pid <> pg_backend_pid() AND l.relation = 'till_count'::regclass`,
    );
    return rows.length > 0;
  });
}

async function untilNobodyWrites(): Promise<void> {
  await until(async () => {
    const rows = await sql(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
         AND backend_xid IS NOT NULL AND pid <> pg_backend_pid()`,
    );
    return rows.length === 0;
  });
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 2_000; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  throw new Error("It did not come to pass");
}

async function stored(): Promise<unknown> {
  const [row] = await sql(
    `SELECT (SELECT count(*) FROM till_count) AS counts,
       (SELECT count(*) FROM reconciliation_line) AS lines,
       (SELECT count(*) FROM reconciliation) AS days,
       (SELECT count(*) FROM audit_entry) AS entries`,
  );
  return row;
}
