import "server-only";

/** Counts a fund, and explains what a count found. The explanation is what changes the balance. */
import type { ExplainDifference, RecordFundCount } from "@/lib/contracts/petty-cash-change";
import type { Scope } from "@/lib/domain/permission";
import {
  computeCountDifference,
  refuseDate,
  refuseExplanation,
} from "@/lib/domain/petty-cash/refusals";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { readReasons } from "../reasons/queries";
import { countedOf } from "../till-counts/count-amount";
import { changeFund } from "./change-fund";
import { insertEntry } from "./record-entry";
import { refused, refuseIf } from "./refused";

export async function recordFundCount(
  scope: Scope<"till-count:record">,
  input: RecordFundCount,
): Promise<{ number: number }> {
  const { amount, items } = countedOf(input);
  const { centreId } = input;
  return changeFund(scope, centreId, async ({ sql, actorId, fund, today }) => {
    if (input.basedOnEntry !== fund.lastEntry) {
      throw new AppError(
        "CONFLICT",
        "Cash was put in or taken out while you counted. Look at the entries, and count again.",
        { current: { lastEntry: fund.lastEntry } },
      );
    }
    const number = (fund.latest?.number ?? 0) + 1;
    await sql(
      `INSERT INTO petty_cash_count (centre_id, number, business_date, counted_minor,
         denominations, balance_minor, last_entry, counted_by_id)
       VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, $8)`,
      [
        centreId,
        number,
        today,
        amount,
        items === null ? null : JSON.stringify(items),
        fund.balance,
        fund.lastEntry,
        actorId,
      ],
    );
    await appendAudit(sql, {
      actorId,
      action: "petty-cash.counted",
      centreId,
      businessDate: today,
      after: { number, countedMinor: amount, balanceMinor: fund.balance },
    });
    return { number };
  });
}

/**
 * The entry has the date of its count, so that a month that is counted on its last day ends with
 * what was counted; when that day is closed meanwhile, it has the current date.
 */
export async function explainDifference(
  scope: Scope<"reconciliation:explain">,
  { centreId, countNumber, reason, text }: ExplainDifference,
): Promise<{ number: number }> {
  return changeFund(scope, centreId, async (change) => {
    const { sql, fund, today } = change;
    const { latest } = fund;
    refuseIf(refuseExplanation(latest, countNumber));
    if (latest === null) throw refused("no-count");
    const { reasons } = await readReasons(sql);
    if (!reasons.some(({ code, active }) => active && code === reason)) {
      throw refused("unknown-reason");
    }
    const closedTo = fund.period.after;
    const isOpen = closedTo === null || latest.businessDate > closedTo;
    const businessDate = isOpen ? latest.businessDate : today;
    refuseIf(refuseDate({ businessDate, today, closedTo }));
    return insertEntry(
      change,
      {
        kind: "difference",
        businessDate,
        amount: computeCountDifference(latest),
        countNumber,
        reason,
        text,
        paidById: latest.countedById,
      },
      "petty-cash.explained",
    );
  });
}
