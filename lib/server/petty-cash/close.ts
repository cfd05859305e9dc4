import "server-only";

/** Closes a fund up to a date. What is closed does not move: corrections are entries after it. */
import type { ClosePettyCash } from "@/lib/contracts/petty-cash-change";
import type { Scope } from "@/lib/domain/permission";
import { computeBalance, needsApproval } from "@/lib/domain/petty-cash/fund";
import { refuseClosing } from "@/lib/domain/petty-cash/refusals";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import type { Sql } from "../db/sql";
import { changeFund } from "./change-fund";
import { refused, refuseIf } from "./refused";

export async function closePettyCash(
  scope: Scope<"period:close">,
  { centreId, to, basedOnCount, basedOnEntry }: ClosePettyCash,
): Promise<{ number: number }> {
  return changeFund(scope, centreId, async ({ sql, actorId, fund, today }) => {
    const { latest, period } = fund;
    if (basedOnEntry !== fund.lastEntry || basedOnCount !== latest?.number) {
      throw new AppError("CONFLICT", "The fund changed since you opened it. Look again.", {
        current: { lastEntry: fund.lastEntry, count: latest?.number ?? 0 },
      });
    }
    const within = fund.entries.filter(({ businessDate }) => businessDate <= to);
    const entries = within.map((entry) => ({
      number: entry.number,
      needsApproval: needsApproval(entry),
    }));
    refuseIf(
      refuseClosing({ to, today, closedTo: period.after, latest, entries, closerId: actorId }),
    );
    if (latest === null) throw refused("count-missing");
    const balanceMinor = computeBalance(period.opening, within);
    const number = await nextNumber(sql, centreId);
    await sql(
      `INSERT INTO petty_cash_closing (centre_id, number, "to", balance_minor, entries,
         count_number, closed_by_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [centreId, number, to, balanceMinor, within.length, latest.number, actorId],
    );
    await appendAudit(sql, {
      actorId,
      action: "petty-cash.closed",
      centreId,
      businessDate: to,
      after: { number, to, balanceMinor, entries: within.length, countNumber: latest.number },
    });
    return { number };
  });
}

async function nextNumber(sql: Sql, centreId: string): Promise<number> {
  const [row] = await sql<{ number: number }>(
    `SELECT coalesce(max(number), 0) + 1 AS number FROM petty_cash_closing WHERE centre_id = $1`,
    [centreId],
  );
  return row?.number ?? 1;
}
