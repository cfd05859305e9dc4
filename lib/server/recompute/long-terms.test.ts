/**
 * Lines that were stored before terms had their short form are not rewritten: whatever reads terms
 * must find in both forms the same, and whatever compares lines no difference.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { exportSearchSchema } from "@/lib/contracts/search";
import type { CashSheet, SpecialEntry } from "@/lib/domain/cash-sheet";
import { minor } from "@/lib/domain/money";
import { type MadeUser, makeUser, scopeFor } from "@/lib/testing/arrange";
import {
  arrangePeople,
  makeCentreId,
  move,
  type MovesKey,
  storeCount,
  storeExplanation,
  storeSheet,
} from "@/lib/testing/arrange-workflow";
import { asOwner, tamper, testDatabase } from "@/lib/testing/database";
import { storeLongTerms } from "@/lib/testing/long-terms";
import { makeSheet, makeShift } from "@/lib/testing/sheet-source";
import { listCauses } from "../causes/list-causes";
import { inTransaction, sql } from "../db/sql";
import { exportCsv } from "../exports/csv";
import { readClosedDays } from "../journal/read-closed-days";
import { listSeenLabels } from "../journal/seen-labels";
import { rebuildDays } from "../rebuild/rebuild-days";
import { verifyDay } from "../rebuild/verify-day";
import { getDay } from "../reconciliations/queries";
import { recomputeDays } from "./recompute-days";

let centreId: string;
let auditor: MadeUser;
let people: Awaited<ReturnType<typeof arrangePeople>>;
let unexplained: string;
let keys: Record<"open" | "reviewed" | "closed" | "agreed", MovesKey>;

beforeAll(async () => {
  await testDatabase();
  auditor = await makeUser({ roles: [{ centreId: "*", role: "auditor" }] });
  centreId = await makeCentreId();
  people = await arrangePeople(centreId);
  const [open, reviewed, closed, agreed] = ["02", "03", "04", "05"].map((day) => {
    return { centreId, date: `2026-03-${day}` };
  }) as [MovesKey, MovesKey, MovesKey, MovesKey];
  keys = { open, reviewed, closed, agreed };
  await asOwner(
    `INSERT INTO agreed_float (centre_id, till_id, version, amount_minor, valid_from, created_by_id)
     VALUES ($1, 'T1', 1, 7000, '2026-03-05', $2)`,
    [centreId, auditor.id],
  );
  for (const key of Object.values(keys)) {
    await storeSheet(key, sheetOf(key));
    await storeCount(key, people.cal, key === agreed ? 181_00 : 261_00);
  }
  unexplained = await moment();
  for (const key of [open, reviewed, closed]) await storeExplanation(key, people.rey);
  await move("review", reviewed, people.rey);
  await move("review", closed, people.rey);
  await move("approval", closed, people.ana);
  await move("closure", closed, people.ana);
});

/** Cash of 260.00 with a float of 150.00, an expense without a label, and tips within the card. */
function sheetOf(key: MovesKey): CashSheet {
  const entry = (label: string | null, amount: number) => {
    return { label, amount: { amount: minor(amount), rounded: false } };
  };
  const special: SpecialEntry[] = [
    { term: "tips", within: "CARD", ...entry("Tip", 5_00) },
    { term: "rounding", ...entry(null, -1) },
    { term: "rounding", ...entry("Up", 1) },
  ];
  const shift = makeShift(
    { CASH: 200_00, CARD: 50_00 },
    {
      float: key === keys.agreed ? null : { amount: minor(150_00), rounded: false },
      expenses: [entry(null, 10_00), entry('A "rare" one', 20_00)],
      deposits: [entry("Bank", 60_00)],
      special,
    },
  );
  return makeSheet(key.centreId, key.date, [shift]);
}

async function moment(): Promise<string> {
  await sleep(3);
  const [row] = await sql<{ at: Date }>("SELECT clock_timestamp() AS at");
  await sleep(3);
  return row?.at.toISOString() ?? "";
}

/** What people see, what is posted, and what compares lines with what they follow from. */
async function readAll() {
  const scope = scopeFor("reconciliation:view", null);
  const files = [undefined, unexplained].map(async (asOf) => {
    const search = { centreId, from: "2026-03-01", to: "2026-03-05", asOf };
    const parsed = exportSearchSchema.parse(search);
    return (await exportCsv(scope, parsed, new Request("http://localhost/"))).text();
  });
  const days = [];
  for (const key of Object.values(keys)) {
    days.push({
      detail: await getDay(scope, key),
      past: await getDay(scope, { ...key, asOf: unexplained }),
      causes: await listCauses(sql, { centreId, businessDate: key.date }),
      findings: await findingsOf(key),
    });
  }
  return {
    files: await Promise.all(files),
    days,
    posted: await readClosedDays(sql, [{ centreId, businessDate: keys.closed.date }]),
    labels: await listSeenLabels(scopeFor("journal:view", null)),
    rebuilt: await rebuildDays({ write: false }),
  };
}

/** The counts and explanations of this test are in no trail. */
async function findingsOf(key: MovesKey) {
  const scope = scopeFor("audit:view", [centreId], auditor);
  const { findings } = await verifyDay(scope, key, auditor.actor);
  return findings.filter(({ about }) => ["line", "day", "sums"].includes(about));
}

async function countForms() {
  const rows = await sql<{ date: string; forms: string }>(
    `SELECT business_date AS date, count(long_terms) || ' ' || count(short_terms) AS forms
       FROM reconciliation_line GROUP BY 1 ORDER BY 1`,
  );
  return rows.map(({ forms }) => forms);
}

test("lines of the long form are read, posted and verified like short ones", async () => {
  const short = await readAll();
  expect(short.rebuilt).toMatchObject({ days: 4, outdated: 0, sums: 0 });
  expect(short.days.map(({ findings }) => findings)).toEqual([[], [], [], []]);
  expect(short.files[1]).not.toEqual(short.files[0]);
  const [float] = short.days.at(-1)?.detail.lineDetails[1]?.terms ?? [];
  expect(float).toEqual({ term: "float", agreed: true, entries: [], amountMinor: 70_00 });
  const [closed] = short.posted.values();
  expect(closed?.lines.map(({ terms }) => terms?.length)).toEqual([2, 8]);
  expect(
    short.labels.labels.map(({ purpose, label }) => `${purpose}: ${label}`).toSorted(),
  ).toEqual(["deposits: Bank", 'expenses: A "rare" one', "rounding: Up", "tips: Tip"]);
  expect(await countForms()).toEqual(["0 2", "0 2", "0 2", "0 2"]);
  await storeLongTerms();
  expect(await countForms()).toEqual(["2 0", "2 0", "2 0", "2 0"]);
  expect(await readAll()).toEqual(short);
}, 120_000);

test("an open day that changes gets the short form, and a signed one stays as it is", async () => {
  const days = Object.values(keys).map(({ date }) => ({ centreId, businessDate: date }));
  await inTransaction((tx) => recomputeDays(tx, days));
  expect(await countForms()).toEqual(["2 0", "2 0", "2 0", "2 0"]);
  await storeCount(keys.open, people.cal, 262_00);
  await storeSheet(keys.reviewed, null);
  expect(await countForms()).toEqual(["0 2", "2 0", "2 0", "2 0"]);
});

test.each([
  ["long", "long_terms = jsonb_set(long_terms, '{0,amountMinor}', '1')", "reviewed"],
  ["long, unreadable", `long_terms = '[{"term": "float"}]'`, "reviewed"],
  ["short", `short_terms = '["f",1]'`, "open"],
  ["missing", "short_terms = NULL", "open"],
] as const)("terms that somebody has changed are found: %s", async (_what, change, name) => {
  const { date } = keys[name];
  const at = `business_date = '${date}' AND tender_id = 'CASH'`;
  await asOwner("CREATE TABLE kept_line AS TABLE reconciliation_line");
  try {
    await tamper(`UPDATE reconciliation_line SET ${change} WHERE ${at}`);
    const line = { shiftId: "1", tillId: "T1", tenderId: "CASH" };
    expect(await findingsOf(keys[name])).toContainEqual(
      expect.objectContaining({ about: "line", fault: "differs", field: "details", line }),
    );
  } finally {
    await tamper(`DELETE FROM reconciliation_line;
      INSERT INTO reconciliation_line SELECT * FROM kept_line; DROP TABLE kept_line`);
  }
});
