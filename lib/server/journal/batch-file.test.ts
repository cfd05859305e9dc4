/** A batch that a program can't read at once is an archive of files, the same bytes each time. */
import { beforeAll, expect, test } from "vitest";
import type { JournalFormatName } from "@/lib/domain/journal/formats/names";
import { scopeFor } from "@/lib/testing/arrange";
import { tamper, testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { exportBatch } from "./batch-file";

const ENTRIES = 5;
const POSTINGS = 80;
const POSTED = "2026-04-01T08:15:30Z";

beforeAll(async () => {
  await testDatabase();
  await sql(
    `WITH batch AS (
       INSERT INTO journal_batch (entity_id, number, "from", "to", settings, entries, reversals,
         posted_by_id, posted_at)
       VALUES ('organisation', 1, NULL, '2026-03-31', '{}', $1, 0, gen_random_uuid(), $3)
     ), entry AS (
       INSERT INTO journal_entry (entity_id, number, batch_number, centre_id, centre_name,
         business_date, currency, move_number, reverses, total_minor)
       SELECT 'organisation', n, 1, '101', 'Centre', '2026-03-0' || n, 'EUR', 3, NULL, 100 * $2::int
         FROM generate_series(1, $1::int) AS n
     )
     INSERT INTO journal_posting (entity_id, entry_number, number, debit, credit, amount_minor,
       purpose, detail, debit_tax, credit_tax)
     SELECT 'organisation', n, p, '570', '700', 100, 'sales', NULL, NULL, NULL
       FROM generate_series(1, $1::int) AS n, generate_series(1, $2::int) AS p`,
    [ENTRIES, POSTINGS, POSTED],
  );
});

async function download(format: JournalFormatName = "xero") {
  const response = await exportBatch(scopeFor("journal:view", null), {
    entityId: "organisation",
    number: 1,
    format,
  });
  const name = /filename="(.*)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? "";
  return { name, bytes: Buffer.from(await response.arrayBuffer()) };
}

/** Reads an archive whose files are stored as they are. */
function unpack(bytes: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  for (let at = 0; bytes.readUInt32LE(at) === 0x04_03_4b_50;) {
    const [size, nameSize] = [bytes.readUInt32LE(at + 18), bytes.readUInt16LE(at + 26)];
    const start = at + 30 + nameSize + bytes.readUInt16LE(at + 28);
    const name = bytes.toString("utf8", at + 30, at + 30 + nameSize);
    files.set(name, bytes.toString("utf8", start, start + size));
    at = start + size;
  }
  return files;
}

test("Xero gets files of at most 300 lines that each balance, and all of the batch", async () => {
  const { name, bytes } = await download();
  expect(name).toBe("counterfoil-journal-1-xero.zip");
  const files = [...unpack(bytes)];
  expect(files.map(([file]) => file)).toEqual(
    [1, 2, 3, 4, 5].map((part) => `counterfoil-journal-1-xero-000${part}.csv`),
  );
  const rows = files.map(([, text]) => text.trim().split("\r\n").slice(1));
  for (const file of rows) {
    expect(file.length).toBeLessThanOrEqual(300);
    const amounts = file.map((row) => Number(row.split(",")[5]));
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(0);
  }
  expect(rows.flat()).toHaveLength(2 * ENTRIES * POSTINGS);
});

test("it has the same bytes again, in another time zone too", async () => {
  const { TZ: before } = process.env;
  const first = await download();
  process.env.TZ = "Asia/Kathmandu";
  const again = await download();
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
  expect(again).toEqual(first);
});

test("DATEV gets a file of each financial year, under a name that it takes", async () => {
  expect((await download("datev")).name).toBe("EXTF_counterfoil-journal-1-datev.csv");
  await tamper("UPDATE journal_entry SET business_date = '2025-12-31' WHERE number = 2");
  const { name, bytes } = await download("datev");
  expect(name).toBe("counterfoil-journal-1-datev.zip");
  const files = [...unpack(bytes)].map(([file, text]) => ({ file, rows: text.split("\r\n") }));
  const described = files.map(({ file, rows }) => {
    const [head = ""] = rows;
    return [file, head.split(";").slice(12, 16), rows.length];
  });
  const row = (entries: number) => entries * POSTINGS + 3;
  expect(described).toEqual([
    [
      "EXTF_counterfoil-journal-1-datev-0001.csv",
      ["20250101", "4", "20251231", "20251231"],
      row(1),
    ],
    [
      "EXTF_counterfoil-journal-1-datev-0002.csv",
      ["20260101", "4", "20260301", "20260305"],
      row(4),
    ],
  ]);
});
