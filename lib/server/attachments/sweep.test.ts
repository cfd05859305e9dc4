/** What becomes of files whose upload did not end, and of rows whose file is gone. */
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { scopeFor } from "@/lib/testing/arrange";
import { arrangeExplained, type ExplainedDay } from "@/lib/testing/arrange-explained";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { DELIVERY_PAUSE } from "../db/delivery-pause";
import { inTransaction, sql } from "../db/sql";
import { log } from "../log";
import { getOperations } from "../operations/overview";
import { ensureJobTables } from "../queue/queue";
import { addAttachment } from "./commands";
import { receiveFile } from "./files";
import { sweepFiles } from "./sweep";

const ATTACH = fileURLToPath(new URL("../../testing/attach-process.ts", import.meta.url));
const dataDir = makeTemporaryFolder("sweep");
const scope = scopeFor("security:administer", null);
let url: string;
let day: ExplainedDay;

beforeAll(async () => {
  url = (await testDatabase()).url;
  await ensureJobTables();
  vi.stubEnv("DATA_DIR", dataDir);
});
beforeEach(async () => {
  day = await arrangeExplained();
  vi.spyOn(log(), "info").mockImplementation(() => undefined);
  vi.spyOn(log(), "error").mockImplementation(() => undefined);
});

const pdf = (text: string) => Buffer.from(`%PDF-1.7\n%${text}\n`, "latin1");
const pathTo = (content: Buffer) => {
  const hash = createHash("sha256").update(content).digest("hex");
  return join(dataDir, "attachments", hash.slice(0, 2), hash);
};
const attach = (content: Buffer) =>
  addAttachment(
    day.notes,
    { ...day.key, fileName: "slip.pdf" },
    new Request("http://localhost:3000/x", { method: "POST", body: new Uint8Array(content) }),
  );
const files = async () => (await getOperations(scope)).files;

test("a process that is killed between file and commit leaves a file, and that goes", async () => {
  await asOwner(`
    CREATE FUNCTION wait_at_commit() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_sleep(60); RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER wait_at_commit AFTER INSERT ON attachment
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait_at_commit()`);
  const content = pdf("killed");
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", ATTACH].concat([
      day.key.centreId,
      day.key.date,
      day.reviewer.id,
      content.toString("base64"),
    ]),
    { env: { ...process.env, DATABASE_URL: url, DATA_DIR: dataDir }, stdio: "ignore" },
  );
  await vi.waitFor(() => expect(existsSync(pathTo(content))).toBe(true), 60_000);
  child.kill("SIGKILL");
  await ended(child);
  await asOwner(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                  WHERE wait_event = 'PgSleep';
                 DROP TRIGGER wait_at_commit ON attachment`);
  expect(await sql("SELECT FROM attachment")).toEqual([]);

  await sweepFiles();
  expect(existsSync(pathTo(content)), "an upload may still be under way").toBe(true);
  await sweepFiles(undefined, { safeHours: 0 });
  expect(existsSync(pathTo(content))).toBe(false);
  expect(await files()).toMatchObject({ kind: "disk", files: 0, swept: 1, missing: 0 });
}, 120_000);

test("what a row names stays, and what it names in vain is reported", async () => {
  const [first, second] = [pdf("first"), pdf("second")];
  await attach(first);
  await attach(second);
  rmSync(pathTo(second));
  await sweepFiles(undefined, { safeHours: 0 });
  expect(existsSync(pathTo(first))).toBe(true);
  const { files: check, warnings } = await getOperations(scope);
  expect(check).toMatchObject({
    files: 1,
    bytes: first.length,
    swept: 0,
    missing: 1,
    examples: [{ centreId: day.key.centreId, businessDate: day.key.date, fileName: "slip.pdf" }],
  });
  expect(warnings).toContain("files-missing");
  writeFileSync(pathTo(second), second);
  await sweepFiles(undefined, { safeHours: 0 });
  expect(await files()).toMatchObject({ files: 2, missing: 0, examples: [] });
});

test("a restored installation deletes nothing until somebody decides", async () => {
  const content = pdf("of the installation that was backed up");
  const received = await receiveFile(parts(content), 1_000);
  await inTransaction(({ sql: run }) => received.keep(run));
  await sql("INSERT INTO setting (name, value) VALUES ($1, '{}')", [DELIVERY_PAUSE]);
  await sweepFiles(undefined, { safeHours: 0 });
  expect(existsSync(pathTo(content))).toBe(true);
  await sql("DELETE FROM setting WHERE name = $1", [DELIVERY_PAUSE]);
  await sweepFiles(undefined, { safeHours: 0 });
  expect(existsSync(pathTo(content))).toBe(false);
});

test("a temporary file of a crash goes after a day", async () => {
  await attach(pdf("temporary"));
  const path = join(dataDir, "attachments", ".incoming-crashed");
  writeFileSync(path, "half");
  await sweepFiles();
  expect(existsSync(path)).toBe(true);
  const yesterday = new Date(Date.now() - 25 * 3_600_000);
  utimesSync(path, yesterday, yesterday);
  await sweepFiles();
  expect(existsSync(path)).toBe(false);
});

test("a file that is left behind and named just now is not deleted", async () => {
  const content = pdf("raced");
  const received = await receiveFile(parts(content), 1_000);
  let swept: Promise<void> | undefined;
  await inTransaction(async ({ sql: run }) => {
    await received.keep(run);
    swept = sweepFiles(undefined, { safeHours: 0 });
    await vi.waitFor(async () => expect(await sql(WAITING)).toHaveLength(1), 10_000);
    await run(
      `INSERT INTO attachment (centre_id, business_date, id, file_name, content_type, bytes, sha256,
         author_id) VALUES ($1, $2, gen_random_uuid(), 'a.pdf', 'application/pdf', 1, $3, $4)`,
      [day.key.centreId, day.key.date, received.sha256, day.reviewer.id],
    );
  });
  await swept;
  expect(existsSync(pathTo(content))).toBe(true);
});

const WAITING = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`;

async function* parts(content: Buffer): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(content);
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.signalCode !== null) resolve();
    child.once("exit", () => resolve());
  });
}
