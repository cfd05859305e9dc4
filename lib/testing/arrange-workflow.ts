/** Arranges a centre with its users, and days in the state that a test of the moves needs. */
import { createHash } from "node:crypto";
import type { CashSheet } from "@/lib/domain/cash-sheet";
import { MOVE_PERMISSIONS, type MoveName } from "@/lib/domain/workflow/workflow";
import { changeDay } from "@/lib/server/reconciliations/day-route";
import { getDay } from "@/lib/server/reconciliations/queries";
import { inTransaction } from "@/lib/server/db/sql";
import { recomputeDays } from "@/lib/server/recompute/recompute-days";
import { moveDay } from "@/lib/server/workflow/commands";
import { storeSheets } from "@/lib/server/sync/store";
import { type MadeUser, makeCentre, makeUser, scopeFor } from "./arrange";
import { makeSheet, makeShift } from "./sheet-source";

export type MovesKey = { centreId: string; date: string };
const HASH = "0".repeat(64);

/** By name, Cal counts, Rey reviews, Ana and Abe approve; each has the roles of all of them. */
export async function arrangePeople(centreId: string) {
  const roles = (["counter", "reviewer", "approver"] as const).map((role) => ({ centreId, role }));
  const make = (name: string) => makeUser({ name, roles, passwordHash: "any" });
  const [cal, rey, ana] = [await make("Cal"), await make("Rey"), await make("Ana")];
  return { cal, rey, ana };
}

export async function makeCentreId(): Promise<string> {
  return (await makeCentre()).id;
}

export async function storeSheet({ centreId, date }: MovesKey, sheet: CashSheet | null) {
  const payload = JSON.stringify(sheet);
  const hash = createHash("sha256").update(payload).digest("hex");
  await inTransaction((tx) =>
    storeSheets(tx, {
      days: [{ centreId, businessDate: date }],
      readAt: new Date(),
      fieldMapHash: HASH,
      sheets: sheet === null ? [] : [{ sheet, payload, hash }],
    }),
  );
}

/** The sheet has one till with this expected cash. */
export function cashSheetOf({ centreId, date }: MovesKey, expected: number): CashSheet {
  return makeSheet(centreId, date, [makeShift({ CASH: expected })]);
}

export async function storeCount({ centreId, date }: MovesKey, by: MadeUser, counted: number) {
  await inTransaction(async (tx) => {
    await tx.sql(
      `INSERT INTO till_count (centre_id, business_date, shift_id, till_id, tender_id, version,
         counted_minor, source, counted_by_id)
       SELECT $1::text, $2::text, '1', 'T1', 'CASH', count(*) + 1, $3::bigint, 'api', $4::uuid
         FROM till_count WHERE centre_id = $1 AND business_date = $2`,
      [centreId, date, counted, by.id],
    );
    await recomputeDays(tx, [{ centreId, businessDate: date }]);
  });
}

/** The day is reported, and `by` counts the expected amount plus `difference`. */
export async function arrangeDay(key: MovesKey, by: MadeUser, difference = 0): Promise<void> {
  await storeSheet(key, cashSheetOf(key, 100_00));
  await storeCount(key, by, 100_00 + difference);
}

/**
 * Explains the current difference of the cash line, without the command, which checks the reason.
 */
export async function storeExplanation({ centreId, date }: MovesKey, by: MadeUser) {
  await inTransaction(async (tx) => {
    await tx.sql(
      `INSERT INTO explanation (centre_id, business_date, shift_id, till_id, tender_id, version,
         kind, reason, text, difference_minor, count_version, author_id)
       SELECT l.centre_id, l.business_date, l.shift_id, l.till_id, l.tender_id, 1 + (
                SELECT count(*) FROM explanation e
                 WHERE e.centre_id = l.centre_id AND e.business_date = l.business_date),
              CASE WHEN l.verdict = 'uncounted' THEN 'waived' ELSE 'explained' END, 'cash-handling',
              '', l.difference_minor, l.count_version, $3::uuid
         FROM reconciliation_line l WHERE l.centre_id = $1 AND l.business_date = $2`,
      [centreId, date, by.id],
    );
    await recomputeDays(tx, [{ centreId, businessDate: date }]);
  });
}

export function dayFor(key: MovesKey, reader: MadeUser) {
  return getDay(scopeFor("reconciliation:view", [key.centreId], reader), key);
}

/** By default the move is made with the current version of the day. Returns the day after it. */
export async function move(
  name: MoveName,
  key: MovesKey,
  by: MadeUser,
  sent: { version?: number; text?: string } = {},
) {
  const version = sent.version ?? (await dayFor(key, by)).version;
  const scope = scopeFor(MOVE_PERMISSIONS[name], [key.centreId], by);
  const { centreId, date: businessDate } = key;
  const input = { centreId, businessDate, version, text: sent.text ?? null };
  return changeDay(key, by.id, () => moveDay(scope, name, input));
}
