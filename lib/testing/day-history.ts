/**
 * Steps in the life of a day for random histories: sheets that change, disappear and return, counts
 * and moves, now or at a given time, and all that a reader is shown of the day.
 */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { exportSearchSchema, pageSearchSchema } from "@/lib/contracts/search";
import type { DayKey } from "@/lib/domain/keys";
import { inTransaction, sql } from "@/lib/server/db/sql";
import { exportCsv } from "@/lib/server/exports/csv";
import { getDay, listLines } from "@/lib/server/reconciliations/queries";
import { recomputeDays } from "@/lib/server/recompute/recompute-days";
import { storeSheets } from "@/lib/server/sync/store";
import { scopeFor } from "./arrange";
import { makeSheet, makeShift } from "./sheet-source";

export type Step =
  | { kind: "sheet"; sales: number }
  | { kind: "no-sheet" }
  | { kind: "count"; amount: number }
  | { kind: "review" }
  | { kind: "acceptance" }
  | { kind: "reopening" };

/** Few amounts, so that a sheet often returns as it was. */
const amount = fc.constantFrom(100_00, 110_00, 120_00);
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("sheet"), sales: amount }) },
  { weight: 4, arbitrary: fc.constant({ kind: "no-sheet" }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("count"), amount }) },
  { weight: 1, arbitrary: fc.constant({ kind: "review" }) },
  { weight: 1, arbitrary: fc.constant({ kind: "acceptance" }) },
  { weight: 1, arbitrary: fc.constant({ kind: "reopening" }) },
);

type Taken = { day: DayKey; userId: string; at?: Date };

/** Does what the day allows; a step that it does not allow changes nothing. */
export async function takeStep(taken: Taken, one: Step): Promise<void> {
  const { state, changed } = await findState(taken.day);
  if (one.kind === "sheet") return store(taken, one.sales);
  if (one.kind === "no-sheet") return store(taken, null);
  if (one.kind === "count") return state === "open" ? storeCount(taken, one.amount) : undefined;
  if (one.kind === "review" && state === "open") return move(taken, "review", "reviewed");
  if (one.kind === "acceptance" && changed) return move(taken, "acceptance", "reviewed");
  if (one.kind === "reopening" && state === "reviewed") return move(taken, "reopening", "open");
}

async function findState({ centreId, businessDate }: DayKey) {
  const [row] = await sql<{ state: string; changed: boolean }>(
    `SELECT state, changed_sheet_version IS NOT NULL AS changed FROM reconciliation
      WHERE centre_id = $1 AND business_date = $2`,
    [centreId, businessDate],
  );
  return row ?? { state: "unknown", changed: false };
}

function store({ day, at }: Taken, sales: number | null): Promise<void> {
  return inTransaction((tx) => {
    const sheet = makeSheet(day.centreId, day.businessDate, [makeShift({ CASH: sales ?? 0 })]);
    const payload = JSON.stringify(sheet);
    const hash = createHash("sha256").update(payload).digest("hex");
    return storeSheets(tx, {
      days: [day],
      readAt: at ?? new Date(),
      fieldMapHash: "0".repeat(64),
      sheets: sales === null ? [] : [{ sheet, payload, hash }],
    });
  });
}

function storeCount({ day, userId, at }: Taken, minor: number): Promise<void> {
  return inTransaction(async (tx) => {
    await tx.sql(
      `INSERT INTO till_count (centre_id, business_date, shift_id, till_id, tender_id, version,
         counted_minor, source, counted_by_id, counted_at)
       SELECT $1::text, $2::text, '1', 'T1', 'CASH', 1 + count(*), $3::bigint, 'api', $4::uuid,
              coalesce($5::timestamptz, now())
         FROM till_count WHERE centre_id = $1 AND business_date = $2`,
      [day.centreId, day.businessDate, minor, userId, at ?? null],
    );
    await recomputeDays(tx, [day]);
  });
}

/** As the commands store a move; who may make it is tested elsewhere. */
function move(
  { day, userId, at }: Taken,
  name: "review" | "acceptance" | "reopening",
  to: string,
): Promise<void> {
  return inTransaction(async (tx) => {
    await tx.sql(
      `INSERT INTO move (centre_id, business_date, number, move, from_state, to_state,
         sheet_version, actor_id, moved_at)
       SELECT centre_id, business_date, 1 + (SELECT count(*) FROM move m
                WHERE m.centre_id = r.centre_id AND m.business_date = r.business_date),
              $3, state, $4, CASE WHEN $3 = 'review' THEN sheet_version
                ELSE coalesce(changed_sheet_version, sheet_version) END, $5,
              coalesce($6::timestamptz, now())
         FROM reconciliation r WHERE centre_id = $1 AND business_date = $2`,
      [day.centreId, day.businessDate, name, to, userId, at ?? null],
    );
    await tx.sql(
      `UPDATE reconciliation SET state = $3, changed_sheet_version = NULL
        WHERE centre_id = $1 AND business_date = $2`,
      [day.centreId, day.businessDate, to],
    );
    await recomputeDays(tx, [day]);
  });
}

/** The list, the day and the file, without what says when it was last asked. */
export async function showDay({ centreId, businessDate: date }: DayKey, asOf?: string) {
  const scope = scopeFor("reconciliation:view", null);
  const search = { centreId, from: date, to: date, ...(asOf === undefined ? {} : { asOf }) };
  const { lines, totals, days, freshness } = await listLines(scope, pageSearchSchema.parse(search));
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
    detail: await showDetail({ centreId, businessDate: date }, asOf),
    file: (await file.text()).split("\n").filter((line) => line.includes(`${centreId},`)),
  };
}

/** The page of the day. Whether content of its sheets was removed is known now, not then. */
export async function showDetail({ centreId, businessDate: date }: DayKey, asOf?: string) {
  const day = await getDay(scopeFor("reconciliation:view", null), { centreId, date, asOf });
  return {
    hasSheet: day.hasSheet,
    lines: day.lineDetails,
    counts: day.counts,
    sheets: day.sheetVersions.map(({ version, fetchedAt, hash }) => ({ version, fetchedAt, hash })),
    trail: day.trail,
    state: day.state,
    moves: day.moves,
    changed: day.changed,
  };
}
