/**
 * A day with differences to explain: Cashrec's sheet, the counts, and the reviewer who explains
 * them.
 */
import { createHash } from "node:crypto";
import type { Explain } from "@/lib/contracts/explanation";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import type { RegisterShift } from "@/lib/domain/cash-sheet";
import type { Scope } from "@/lib/domain/permission";
import { inTransaction, sql } from "@/lib/server/db/sql";
import { explainLine } from "@/lib/server/explanations/commands";
import { changeDay } from "@/lib/server/reconciliations/day-route";
import { getDay } from "@/lib/server/reconciliations/queries";
import { recomputeDays } from "@/lib/server/recompute/recompute-days";
import { storeSheets } from "@/lib/server/sync/store";
import { makeCentre, makeUser, type MadeUser, scopeFor } from "./arrange";
import { makeSheet, makeShift } from "./sheet-source";

const EXPLAINED_DATE = "2026-03-02";

export type ExplainedDay = {
  key: { centreId: string; date: string };
  reviewer: MadeUser;
  explains: Scope<"reconciliation:explain">;
  notes: Scope<"reconciliation:note">;
  views: Scope<"reconciliation:view">;
  read: () => Promise<DayDetail>;
  /** Explains a line as the route does. Returns the day after it. */
  explain: (input: Explain) => Promise<DayDetail>;
  count: (tenderId: string, amount: number, denominations?: object[]) => Promise<void>;
  /** Explains the cash line of till T1, for the current version of the day. */
  makeExplain: (partial?: Partial<Explain>) => Promise<Explain>;
};

/** By default one till: cash of 400.00 including a float of 150.00, a card and a voucher line. */
export async function arrangeExplained(
  shifts?: RegisterShift[],
  date = EXPLAINED_DATE,
): Promise<ExplainedDay> {
  const { id: centreId } = await makeCentre();
  const reviewer = await makeUser({ roles: [{ centreId, role: "reviewer" }], name: "Marta" });
  const key = { centreId, date };
  const day = { centreId, businessDate: date };
  const usual = makeShift(
    { CASH: 250_00, CARD: 90_00, VOUCHER: 44_00 },
    { float: amountOf(150_00) },
  );
  const sheet = makeSheet(centreId, date, shifts ?? [usual]);
  const payload = JSON.stringify(sheet);
  const hash = createHash("sha256").update(payload).digest("hex");
  await inTransaction((tx) =>
    storeSheets(tx, {
      days: [day],
      readAt: new Date(),
      fieldMapHash: "0".repeat(64),
      sheets: [{ sheet, payload, hash }],
    }),
  );
  const views = scopeFor("reconciliation:view", [centreId], reviewer);
  const explains = scopeFor("reconciliation:explain", [centreId], reviewer);
  const read = () => getDay(views, key);
  return {
    key,
    reviewer,
    read,
    explains,
    notes: scopeFor("reconciliation:note", [centreId], reviewer),
    views,
    explain(input) {
      return changeDay(key, reviewer.id, () => explainLine(explains, input));
    },
    async count(tenderId, amount, denominations) {
      await inTransaction(async (tx) => {
        await tx.sql(
          `INSERT INTO till_count (centre_id, business_date, shift_id, till_id, tender_id, version,
             counted_minor, denominations, source, counted_by_id)
           SELECT $1, $2, '1', 'T1', $3, count(*) + 1, $4, $5::jsonb, 'api', $6 FROM till_count
            WHERE (centre_id, business_date, tender_id) = ($1, $2, $3)`,
          [
            centreId,
            date,
            tenderId,
            amount,
            denominations === undefined ? null : JSON.stringify(denominations),
            reviewer.id,
          ],
        );
        await recomputeDays(tx, [day]);
      });
    },
    async makeExplain(partial = {}) {
      return {
        ...key,
        version: (await read()).version,
        text: "",
        shiftId: "1",
        tillId: "T1",
        tenderId: "CASH",
        reason: "cash-handling",
        ...partial,
      };
    },
  };
}

export async function actionsOf({ key }: ExplainedDay): Promise<string[]> {
  const rows = await sql<{ action: string }>(
    "SELECT action FROM audit_entry WHERE centre_id = $1 ORDER BY id",
    [key.centreId],
  );
  return rows.map(({ action }) => action);
}

function amountOf(value: number): NonNullable<RegisterShift["float"]> {
  return { amount: value as never, rounded: false };
}
