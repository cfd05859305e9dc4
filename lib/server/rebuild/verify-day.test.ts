/** A day is verified as its trail, its tables and a rebuild have it; each tampering is named. */
import { beforeAll, describe, expect, test } from "vitest";
import { minor } from "@/lib/domain/money";
import { actorOf, type MadeUser, makeUser, scopeFor } from "@/lib/testing/arrange";
import {
  arrangePeople,
  cashSheetOf,
  dayFor,
  makeCentreId,
  move,
  type MovesKey,
  storeSheet,
} from "@/lib/testing/arrange-workflow";
import { insertRule } from "@/lib/testing/arrange-rules";
import { asOwner, tamper, testDatabase } from "@/lib/testing/database";
import { inTransaction, sql } from "../db/sql";
import { explainLine } from "../explanations/commands";
import { recomputeDays } from "../recompute/recompute-days";
import { recordTillCount } from "../till-counts/commands";
import { storeSheets } from "../sync/store";
import { storeCounts } from "../till-counts/import-store";
import { verifyDay } from "./verify-day";

const DATE = "2026-03-02";
const LINE = { shiftId: "1", tillId: "T1", tenderId: "CASH" };
let auditor: MadeUser;
let people: Awaited<ReturnType<typeof arrangePeople>>;
let key: MovesKey;

beforeAll(async () => {
  await testDatabase();
  auditor = await makeUser({ roles: [{ centreId: "*", role: "auditor" }] });
  key = { centreId: await makeCentreId(), date: DATE };
  people = await arrangePeople(key.centreId);
  await storeSheet(key, cashSheetOf(key, 100_00));
  await count(90_00);
  await count(95_00);
  await explain();
  await move("review", key, people.rey);
  // Neither a later sheet nor a later rule concerns what is signed.
  await storeSheet(key, cashSheetOf(key, 120_00));
  await saveRule();
});

function count(countedMinor: number) {
  const input = { centreId: key.centreId, businessDate: DATE, ...LINE, countedMinor };
  return recordTillCount(
    scopeFor("till-count:record", [key.centreId], people.cal),
    input,
    "screen",
  );
}

async function explain() {
  const { version } = await dayFor(key, people.rey);
  const scope = scopeFor("reconciliation:explain", [key.centreId], people.rey);
  const input = { ...key, ...LINE, version, reason: "cash-handling", text: "A note left out" };
  await explainLine(scope, { ...input, kind: "explained" });
}

function saveRule() {
  return inTransaction(async (tx) => {
    await insertRule(tx.sql, { centreId: key.centreId, version: 1, explainMinor: 50_00 });
    await recomputeDays(tx, [{ centreId: key.centreId, businessDate: DATE }]);
  });
}

function verify(of: MovesKey = key, by: MadeUser = auditor) {
  const scope = scopeFor("audit:view", [of.centreId], by);
  return verifyDay(scope, of, by.actor);
}

test("a signed day is verified up to the head, whatever came after it was signed", async () => {
  const result = await verify();
  expect(result).toMatchObject({ ok: true, complete: true, entries: 4, lines: 1, findings: [] });
  const [head] = await sql("SELECT id::text AS id, hash FROM audit_entry ORDER BY id DESC LIMIT 1");
  expect(result.head).toEqual(head);
});

test("a reader of one centre is told the same without the head", async () => {
  const roles = [{ centreId: key.centreId, role: "auditor" as const }];
  const local = { ...auditor, actor: actorOf(auditor, roles) };
  expect(await verify(key, local)).toMatchObject({ ok: true, entries: 4, head: null });
});

test("a day of which nothing is known holds", async () => {
  const result = await verify({ ...key, date: "2026-03-03" });
  expect(result).toMatchObject({ ok: true, entries: 0, lines: 0 });
});

test("a day whose sheet has disappeared holds with nothing to reconcile", async () => {
  const other = { centreId: await makeCentreId(), date: DATE };
  await storeSheet(other, cashSheetOf(other, 100_00));
  const day = { centreId: other.centreId, businessDate: DATE };
  const gone = { days: [day], sheets: [], fieldMapHash: "0".repeat(64), readAt: new Date() };
  await inTransaction((tx) => storeSheets(tx, gone));
  expect(await verify(other)).toMatchObject({ ok: true, lines: 0, findings: [] });
});

test("imported counts are verified by their number", async () => {
  const other = { centreId: await makeCentreId(), date: DATE };
  await storeSheet(other, cashSheetOf(other, 100_00));
  const counts = [
    {
      row: 2,
      centreId: other.centreId,
      businessDate: DATE,
      ...LINE,
      counted: minor(100_00),
      currency: "EUR",
    },
  ];
  await storeCounts({ actorId: auditor.id, counts, dryRun: false, onProgress: () => undefined });
  expect(await verify(other)).toMatchObject({ ok: true, lines: 1 });
  const tampering = `INSERT INTO till_count
    SELECT (jsonb_populate_record(t, '{"shift_id": "9"}')).* FROM till_count t
     WHERE centre_id = '${other.centreId}'`;
  const { findings } = await tampered(tampering, () => verify(other));
  expect(findings).toContainEqual(
    expect.objectContaining({ about: "import", field: "counts", recorded: 1, stored: 2 }),
  );
});

describe("by someone who may switch the triggers of the database off", () => {
  // what was done, how, what is found
  test.each<[string, string, object]>([
    [
      "a count",
      "UPDATE till_count SET counted_minor = 9600 WHERE version = 2 AND source = 'screen'",
      { about: "count", fault: "differs", number: 2, recorded: 95_00, stored: 96_00, line: LINE },
    ],
    [
      "a count that nobody made",
      `INSERT INTO till_count SELECT (jsonb_populate_record(t, '{"version": 3}')).*
         FROM till_count t WHERE version = 2 AND source = 'screen'`,
      { about: "count", fault: "unrecorded", number: 3 },
    ],
    ["no count", "DELETE FROM till_count WHERE version = 1", { about: "count", fault: "missing" }],
    [
      "a line",
      `UPDATE reconciliation_line SET difference_minor = -400, expected_minor = 9900
        WHERE counted_minor = 9500`,
      { about: "line", fault: "differs", field: "expectedMinor", recorded: 100_00, stored: 99_00 },
    ],
    [
      "a line that is gone",
      "DELETE FROM reconciliation_line",
      { about: "line", fault: "missing", line: LINE },
    ],
    [
      "a total",
      "UPDATE reconciliation SET counted_minor = 9600",
      { about: "day", field: "countedMinor", recorded: 95_00, stored: 96_00 },
    ],
    [
      "the version of the sheet",
      "UPDATE reconciliation SET sheet_version = 2",
      { about: "day", field: "sheetVersion", recorded: 1, stored: 2 },
    ],
    [
      "the sheet",
      "UPDATE cash_sheet_version SET payload = payload || ' ' WHERE version = 1",
      { about: "sheet", fault: "differs", number: 1 },
    ],
    [
      "a reason",
      "UPDATE explanation SET reason = 'other'",
      { about: "explanation", field: "reason", recorded: "cash-handling", stored: "other" },
    ],
    [
      "who signed",
      "UPDATE move SET actor_id = gen_random_uuid()",
      { about: "move", field: "by", number: 1 },
    ],
    ["no signature", "DELETE FROM move", { about: "move", fault: "missing" }],
    ["the state", "UPDATE reconciliation SET state = 'closed'", { about: "day", field: "state" }],
    ["the sums", "UPDATE variance_day SET counted_minor = '{1}'", { about: "sums" }],
  ])("%s is found", async (_what, statement, finding) => {
    const { ok, findings } = await tampered(statement, verify);
    expect(ok).toBe(false);
    expect(findings).toContainEqual(expect.objectContaining(finding));
  });

  test("an entry that was changed, or is gone, breaks the chain", async () => {
    const first = "(SELECT min(id) FROM audit_entry WHERE action = 'till-count.recorded')";
    const id = (await sql<{ id: string }>(`SELECT ${first}::text AS id`))[0]?.id ?? "";
    const changed = `UPDATE audit_entry SET actor_id = NULL WHERE id = ${id}`;
    const result = await tampered(changed, verify);
    expect(result).toMatchObject({ ok: false, firstBroken: { id, fault: "content-changed" } });
    const next = String(Number(id) + 1);
    const gone = await tampered(`DELETE FROM audit_entry WHERE id = ${next}`, verify);
    expect(gone).toMatchObject({ ok: false, firstBroken: { id: next, fault: "missing" } });
  });
});

const TABLES = [
  "audit_entry",
  "till_count",
  "reconciliation_line",
  "reconciliation",
  "cash_sheet_version",
  "explanation",
  "move",
  "variance_day",
];

/** Puts everything back afterwards. */
async function tampered<T>(statement: string, look: () => Promise<T>): Promise<T> {
  for (const table of TABLES) await asOwner(`CREATE TABLE kept_${table} AS TABLE ${table}`);
  try {
    await tamper(statement);
    return await look();
  } finally {
    for (const table of TABLES) {
      await tamper(`DELETE FROM ${table}; INSERT INTO ${table} SELECT * FROM kept_${table};
        DROP TABLE kept_${table}`);
    }
  }
}
