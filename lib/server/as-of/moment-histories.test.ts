/**
 * Random histories of one day: whatever was shown after each step is shown again for that moment
 * ever after, although sheets changed, disappeared and returned since.
 */
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { exportSearchSchema, pageSearchSchema } from "@/lib/contracts/search";
import type { DayKey } from "@/lib/domain/keys";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { makeSheet, makeShift } from "@/lib/testing/sheet-source";
import { inTransaction, sql } from "../db/sql";
import { exportCsv } from "../exports/csv";
import { getDay, listLines } from "../reconciliations/queries";
import { recomputeDays } from "../recompute/recompute-days";
import { storeSheets } from "../sync/store";

const DATE = "2026-03-01";
const HISTORIES = 6;
const STEPS_MAX = 8;
let userId = "";
let count = 0;

beforeAll(async () => {
  await testDatabase();
  userId = (await makeUser()).id;
});

type Step =
  | { kind: "sheet"; sales: number }
  | { kind: "no-sheet" }
  | { kind: "count"; amount: number }
  | { kind: "review" }
  | { kind: "acceptance" }
  | { kind: "reopening" };

/** Few amounts, so that a sheet often returns as it was. */
const amount = fc.constantFrom(100_00, 110_00, 120_00);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("sheet"), sales: amount }) },
  { weight: 4, arbitrary: fc.constant({ kind: "no-sheet" }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("count"), amount }) },
  { weight: 1, arbitrary: fc.constant({ kind: "review" }) },
  { weight: 1, arbitrary: fc.constant({ kind: "acceptance" }) },
  { weight: 1, arbitrary: fc.constant({ kind: "reopening" }) },
);

/** A day was signed when Cashrec no longer had its sheet, and reopened when that came back. */
const SIGNED_WITHOUT_SHEET: Step[] = [
  { kind: "sheet", sales: 100_00 },
  { kind: "no-sheet" },
  { kind: "review" },
  { kind: "reopening" },
  { kind: "sheet", sales: 100_00 },
  { kind: "no-sheet" },
];

test("a past moment is shown as it was shown then, for ever", async () => {
  const histories = fc.array(step, { minLength: 3, maxLength: STEPS_MAX });
  await fc.assert(fc.asyncProperty(histories, holdsForEveryMoment), {
    numRuns: HISTORIES,
    examples: [[SIGNED_WITHOUT_SHEET]],
  });
}, 300_000);

async function holdsForEveryMoment(steps: readonly Step[]): Promise<void> {
  const day = { centreId: (await makeCentre()).id, businessDate: DATE };
  const then = [{ step: "nothing", shown: await show(day), at: await moment() }];
  for (const one of steps) {
    await take(day, one);
    then.push({ step: JSON.stringify(one), shown: await show(day), at: await moment() });
  }
  for (const { step: name, shown, at } of then) {
    expect(await show(day, at), `as known after ${name}`).toEqual(shown);
  }
}

async function take(day: DayKey, one: Step): Promise<void> {
  const { state, changed } = await findState(day);
  if (one.kind === "sheet") return store(day, one.sales);
  if (one.kind === "no-sheet") return store(day, null);
  if (one.kind === "count") return state === "open" ? storeCount(day, one.amount) : undefined;
  if (one.kind === "review" && state === "open") return move(day, "review", "reviewed");
  if (one.kind === "acceptance" && changed) return move(day, "acceptance", "reviewed");
  if (one.kind === "reopening" && state === "reviewed") return move(day, "reopening", "open");
}

async function findState({ centreId, businessDate }: DayKey) {
  const [row] = await sql<{ state: string; changed: boolean }>(
    `SELECT state, changed_sheet_version IS NOT NULL AS changed FROM reconciliation
      WHERE centre_id = $1 AND business_date = $2`,
    [centreId, businessDate],
  );
  return row ?? { state: "unknown", changed: false };
}

function store(day: DayKey, sales: number | null): Promise<void> {
  return inTransaction((tx) => {
    const sheet = makeSheet(day.centreId, DATE, [makeShift({ CASH: sales ?? 0 })]);
    const payload = JSON.stringify(sheet);
    const hash = createHash("sha256").update(payload).digest("hex");
    return storeSheets(tx, {
      days: [day],
      readAt: new Date(),
      fieldMapHash: "0".repeat(64),
      sheets: sales === null ? [] : [{ sheet, payload, hash }],
    });
  });
}

function storeCount(day: DayKey, minor: number): Promise<void> {
  return inTransaction(async (tx) => {
    count += 1;
    await tx.sql(
      `INSERT INTO till_count (centre_id, business_date, shift_id, till_id, tender_id, version,
         counted_minor, source, counted_by_id)
       VALUES ($1, $2, '1', 'T1', 'CASH', $3, $4, 'api', $5)`,
      [day.centreId, DATE, count, minor, userId],
    );
    await recomputeDays(tx, [day]);
  });
}

/** As the commands store a move; who may make it is tested elsewhere. */
function move(day: DayKey, name: "review" | "acceptance" | "reopening", to: string): Promise<void> {
  return inTransaction(async (tx) => {
    await tx.sql(
      `INSERT INTO move (centre_id, business_date, number, move, from_state, to_state,
         sheet_version, actor_id)
       SELECT centre_id, business_date, 1 + (SELECT count(*) FROM move m
                WHERE m.centre_id = r.centre_id AND m.business_date = r.business_date),
              $3, state, $4, CASE WHEN $3 = 'review' THEN sheet_version
                ELSE coalesce(changed_sheet_version, sheet_version) END, $5
         FROM reconciliation r WHERE centre_id = $1 AND business_date = $2`,
      [day.centreId, DATE, name, to, userId],
    );
    await tx.sql(
      `UPDATE reconciliation SET state = $3, changed_sheet_version = NULL
        WHERE centre_id = $1 AND business_date = $2`,
      [day.centreId, DATE, to],
    );
    await recomputeDays(tx, [day]);
  });
}

/** The list, the day and the file, without what says when it was last asked. */
async function show({ centreId }: DayKey, asOf?: string) {
  const scope = scopeFor("reconciliation:view", null);
  const search = { centreId, from: DATE, to: DATE, ...(asOf === undefined ? {} : { asOf }) };
  const { lines, totals, days, freshness } = await listLines(scope, pageSearchSchema.parse(search));
  const day = await getDay(scope, { centreId, date: DATE, asOf });
  const file = await exportCsv(
    scope,
    exportSearchSchema.parse(search),
    new Request("http://localhost/"),
  );
  return {
    lines,
    totals,
    days: days.map(({ version, ...rest }) => (version > 0 ? rest : null)),
    unreadDays: freshness.unreadDays,
    detail: {
      hasSheet: day.hasSheet,
      lines: day.lineDetails,
      counts: day.counts,
      sheets: day.sheetVersions,
      trail: day.trail,
      state: day.state,
      moves: day.moves,
      changed: day.changed,
    },
    file: (await file.text()).split("\n").filter((line) => line.includes(`${centreId},`)),
  };
}

/** Times are stored in milliseconds, so that two moments must be more than one apart. */
async function moment(): Promise<string> {
  await sleep(3);
  const [row] = await sql<{ at: Date }>("SELECT clock_timestamp() AS at");
  await sleep(3);
  return row?.at.toISOString() ?? "";
}
