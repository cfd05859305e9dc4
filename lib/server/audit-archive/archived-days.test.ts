/** What is still verified, printed and thinned of days whose entries are in an archive. */
import { beforeAll, expect, test } from "vitest";
import { minor } from "@/lib/domain/money";
import { ageEntries, archive, makeArchiveFolder } from "@/lib/testing/archive-entries";
import { type MadeUser, makeUser, scopeFor } from "@/lib/testing/arrange";
import {
  arrangePeople,
  cashSheetOf,
  makeCentreId,
  move,
  type MovesKey,
  storeSheet,
} from "@/lib/testing/arrange-workflow";
import { tamper, testDatabase } from "@/lib/testing/database";
import { readPdf } from "@/lib/testing/read-pdf";
import { listThinned, makeVersions, thinSheets } from "@/lib/testing/thin-sheets";
import { verifyAudit } from "../audit/verify";
import { sql } from "../db/sql";
import { printPacket } from "../packets/packet";
import { verifyDay } from "../rebuild/verify-day";
import { recordTillCount } from "../till-counts/commands";
import { storeCounts } from "../till-counts/import-store";

const OLD_DATE = "2019-05-31";
const NEW_DATE = "2026-03-02";
const LINE = { shiftId: "1", tillId: "T1", tenderId: "CASH" };
const HOUR_MS = 3_600_000;

let auditor: MadeUser;
let people: Awaited<ReturnType<typeof arrangePeople>>;
let old: MovesKey;
let recent: MovesKey;

const verify = (key: MovesKey) =>
  verifyDay(scopeFor("audit:view", [key.centreId], auditor), key, auditor.actor);

async function makeDay(key: MovesKey, sales: number): Promise<void> {
  await storeSheet(key, cashSheetOf(key, sales));
  const input = { centreId: key.centreId, businessDate: key.date, ...LINE, countedMinor: sales };
  const scope = scopeFor("till-count:record", [key.centreId], people.cal);
  await recordTillCount(scope, input, "screen");
}

async function importCount({ centreId, date: businessDate }: MovesKey): Promise<void> {
  const count = { ...LINE, tillId: "T2", counted: minor(100_00), currency: "EUR" };
  const counts = [{ row: 2, centreId, businessDate, ...count }];
  await storeCounts({ actorId: auditor.id, counts, dryRun: false, onProgress: () => undefined });
}

/** A signed day, a count that was imported, and then a day that goes on. */
beforeAll(async () => {
  await testDatabase();
  auditor = await makeUser({ roles: [{ centreId: "*", role: "auditor" }] });
  const centreId = await makeCentreId();
  old = { centreId, date: OLD_DATE };
  recent = { centreId, date: NEW_DATE };
  people = await arrangePeople(centreId);
  await makeDay(old, 100_00);
  await importCount({ centreId, date: "2019-05-30" });
  await move("review", old, people.rey);
  expect(await verify(old)).toMatchObject({ ok: true, complete: true, isArchived: false });
  await ageEntries();
  await makeDay(recent, 200_00);
  await importCount({ centreId, date: "2026-03-01" });
  expect(await archive(makeArchiveFolder())).toMatchObject({ archived: { entries: 256 } });
});

test("a day from before is verified without its entries, and says so", async () => {
  const incomplete = { complete: false, isArchived: true, entries: 0 };
  expect(await verify(old)).toMatchObject({ ok: true, findings: [], ...incomplete });
  const of = `WHERE source = 'screen' AND business_date = '${OLD_DATE}'`;
  await tamper(`UPDATE till_count SET counted_minor = counted_minor + 1 ${of}`);
  expect(await verify(old)).toMatchObject({ ok: false, ...incomplete });
  await tamper(`UPDATE till_count SET counted_minor = counted_minor - 1 ${of}`);
  expect(await verify(old)).toMatchObject({ ok: true });
});

test("a later day is verified as before, with all counts that were ever imported", async () => {
  const complete = { ok: true, complete: true, isArchived: false, findings: [] };
  expect(await verify(recent)).toMatchObject(complete);
  const [{ imported } = { imported: null }] = await sql<{ imported: unknown }>(
    "SELECT after -> 'imported' AS imported FROM audit_entry WHERE action = 'trail.archived'",
  );
  expect(imported).toEqual([{ centreId: old.centreId, counts: 1 }]);
  await tamper("DELETE FROM till_count WHERE source = 'import' AND business_date < '2020'");
  const { findings } = await verify(recent);
  expect(findings).toMatchObject([{ about: "import", recorded: 2, stored: 1 }]);
});

test("a packet says that entries of the day are in an archive", async () => {
  const print = async (key: MovesKey) => {
    const scope = scopeFor("reconciliation:view", [key.centreId], people.rey);
    const response = await printPacket(scope, key, new Request("http://localhost/"));
    const { pages } = await readPdf(new Uint8Array(await response.arrayBuffer()));
    return pages.flat().join(" ");
  };
  expect(await print(old)).toContain("up to number 256 are in an archive");
  expect(await print(recent)).not.toContain("in an archive");
});

test("sheets stay that somebody may have acted on, according to an archived entry", async () => {
  const startedMs = Date.now() - 90 * 24 * HOUR_MS;
  const day = await makeVersions(auditor.id, [100_00, 110_00, 120_00, 130_00], startedMs);
  await tamper(`UPDATE audit_anchor SET last_at = to_timestamp(${startedMs / 1_000 + 5_400})`);
  await thinSheets();
  expect(await listThinned(day)).toEqual([3]);
  // What was thinned before its entries were archived is not reported.
  await tamper("UPDATE audit_anchor SET last_at = now() - interval '1 day'");
  const { findings } = await verify({ centreId: day.centreId, date: day.businessDate });
  expect(findings).toEqual([]);
});

test("the trail as a whole holds", async () => {
  await tamper("UPDATE audit_anchor SET last_at = '2019-06-01T00:00:00Z'");
  expect(await verifyAudit()).toMatchObject({ broken: null, start: { id: 256 } });
});

test("counts that were imported for a dropped month are not missed", async () => {
  await tamper("INSERT INTO archived_month VALUES ('2019-05', repeat('0', 64), 0, now(), 'x')");
  await expect(verify(old)).rejects.toMatchObject({ details: { reason: "days-archived" } });
  await expect(verify(recent)).resolves.toMatchObject({ ok: true, findings: [] });
  await tamper("DELETE FROM till_count WHERE source = 'import'");
  const { findings } = await verify(recent);
  expect(findings).toMatchObject([{ about: "import", recorded: 1, stored: 0 }]);
});
