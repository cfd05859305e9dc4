/**
 * Whoever owns the database can drop the beginning of the trail and say that it was archived. What
 * was recorded outside of the database before finds it, and the trail itself what is not recorded.
 */
import { beforeAll, beforeEach, expect, test } from "vitest";
import { type ChainedRow, chainedRows, chainOf, inventedAction } from "@/lib/testing/audit-rows";
import { tamper, testDatabase } from "@/lib/testing/database";
import { forgeAnchor, replaceEntries } from "@/lib/testing/tamper-with-audit";
import { sql } from "../db/sql";
import { appendAuditAll } from "./append";
import { verifyAudit } from "./verify";

const ENTRIES = 40;
const CUT = 12;
let rows: ChainedRow[];

beforeAll(async () => {
  await testDatabase();
  const made = { actorId: null, action: inventedAction("made") };
  await appendAuditAll(
    sql,
    Array.from({ length: ENTRIES }, (_, after) => ({ ...made, after })),
  );
  rows = await chainedRows();
});

beforeEach(() => replaceEntries(rows));

const recorded = (id: number) => ({ id, hash: rows[id - 1]?.hash ?? "" });
const brokenAt = async (id: number) => (await verifyAudit({ anchor: recorded(id) })).broken;

test("the first entries are missing without an anchor, and with one that was removed", async () => {
  await tamper(`DELETE FROM audit_entry WHERE id <= ${CUT}`);
  expect((await verifyAudit()).broken).toEqual({ id: 1, fault: "missing" });
  await replaceEntries(rows);
  await forgeAnchor(rows, CUT);
  await tamper("DELETE FROM audit_anchor");
  expect((await verifyAudit()).broken).toEqual({ id: 1, fault: "missing" });
});

test("an anchor that no entry records is none", async () => {
  await forgeAnchor(rows, CUT, { isRecorded: false });
  expect((await verifyAudit()).broken).toEqual({ id: CUT, fault: "not-as-archived" });
});

test.each([
  ["id", `id = ${CUT + 1}`],
  ["hash", `hash = '${"0".repeat(64)}'`],
  ["peaks", "peaks = peaks[1:1]"],
  ["last_at", "last_at = now()"],
  ["manifest_sha256", `manifest_sha256 = '${"0".repeat(64)}'`],
])("an anchor whose %s was changed is not the one that is recorded", async (_what, change) => {
  await forgeAnchor(rows, CUT);
  await tamper(`UPDATE audit_anchor SET ${change}`);
  expect((await verifyAudit()).broken?.fault).toBe("not-as-archived");
});

test("entries before the anchor are out of place, and after it none is missing", async () => {
  await forgeAnchor(rows, CUT);
  await tamper(`DELETE FROM audit_entry WHERE id = ${CUT + 1}`);
  expect((await verifyAudit()).broken).toEqual({ id: CUT + 1, fault: "missing" });
  await replaceEntries(rows);
  await forgeAnchor(rows, CUT, { hash: "f".repeat(64) });
  expect((await verifyAudit()).broken).toEqual({ id: CUT + 1, fault: "link-broken" });
  await replaceEntries(rows);
  await forgeAnchor(rows, CUT);
  await tamper(`INSERT INTO audit_entry
    SELECT (jsonb_populate_record(e, '{"id": ${CUT}}')).* FROM audit_entry e
     WHERE id = ${CUT + 1}`);
  expect((await verifyAudit()).broken).toEqual({ id: CUT, fault: "out-of-place" });
});

test("a rewritten trail with a forged anchor is found by a head of before", async () => {
  const forged = chainOf(rows.map((row, at) => (at === 4 ? { ...row, origin: "forged" } : row)));
  await replaceEntries(forged);
  await forgeAnchor(forged, CUT);
  expect(await brokenAt(ENTRIES)).toEqual({ id: ENTRIES, fault: "not-as-anchored" });
  expect(await brokenAt(CUT)).toEqual({ id: CUT, fault: "not-as-anchored" });
  expect(await brokenAt(5)).toEqual({ id: 5, fault: "archived" });
});

test("entries that are dropped as the command does it are said not to be there", async () => {
  await forgeAnchor(rows, CUT);
  const verified = await verifyAudit({ anchor: recorded(ENTRIES) });
  expect(verified).toMatchObject({ broken: null, start: recorded(CUT) });
  expect(await brokenAt(5)).toEqual({ id: 5, fault: "archived" });
});
