/** Archives the trail of a test's database, as the owner of the database does. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { appendAuditAll } from "@/lib/server/audit/append";
import {
  archiveEntries,
  type ArchiveResult,
  type Dropped,
} from "@/lib/server/audit-archive/archive";
import { sql } from "@/lib/server/db/sql";
import { chainedRows, chainOf, inventedAction } from "./audit-rows";
import { asOwner } from "./database";
import { replaceEntries } from "./tamper-with-audit";

export const OLD = "2019-06-01T00:00:00.000Z";
const BEFORE = new Date("2020-01-01T00:00:00Z");

/** The folder is removed after the tests of the file. */
export function makeArchiveFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "archive-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Entries of 2019, with every kind of text; without `at`, of now. */
export async function appendMany(count: number, at?: string): Promise<void> {
  await appendAuditAll(
    sql,
    Array.from({ length: count }, (_, number) => ({
      actorId: null,
      action: inventedAction("made"),
      ...(number % 3 === 0 ? { centreId: "101", before: null } : {}),
      after: { text: `é "${number}" \u001f \u2028 日本 🧾`, none: null, n: 12.5 },
      ...(at === undefined ? {} : { at }),
    })),
  );
}

/** Makes all entries be of 2019, up to a whole block, and continues the trail with one of now. */
export async function ageEntries(): Promise<void> {
  const rows = (await chainedRows()).map((row) => ({ ...row, at: Date.parse(OLD) }));
  const missing = BLOCK_ENTRIES - (rows.length % BLOCK_ENTRIES);
  const [first] = rows;
  if (first === undefined) throw new Error("There is no entry.");
  const filler = { ...first, action: "test.made", centreId: null, businessDate: null, after: null };
  await replaceEntries(chainOf([...rows, ...Array.from({ length: missing }, () => filler)]));
  await appendMany(1);
}

const BLOCK_ENTRIES = 256;

export function archive(folder: string, before = BEFORE): Promise<ArchiveResult> {
  const drop = async (written: Dropped) => {
    await asOwner("SELECT archive_audit_entries($1, $2, $3, $4)", written);
  };
  return archiveEntries({ before, folder, drop });
}
