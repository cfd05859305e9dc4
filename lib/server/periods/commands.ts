import "server-only";

/**
 * Closes a period of a centre, once every day in it is closed, and reopens one with a reason. While
 * it is closed, none of its days accepts a count, a note or a move.
 */
import type { ChangePeriod, PeriodList } from "@/lib/contracts/period";
import { listDays } from "@/lib/domain/business-date";
import { formatBusinessDate, formatDateRange } from "@/lib/domain/format";
import type { Scope } from "@/lib/domain/permission";
import {
  listClosedDays,
  type PeriodRefusal,
  type PeriodRow,
  refusePeriod,
} from "@/lib/domain/workflow/period";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { lockDays } from "../db/advisory-lock";
import { refuseArchived } from "../db/archived";
import { inTransaction, type Sql } from "../db/sql";
import { listPeriodsOf } from "./queries";

/** The message names no more days than a user would read. */
const NAMED_MAX = 5;

export async function changePeriod(
  scope: Scope<"period:close">,
  period: ChangePeriod,
): Promise<PeriodList> {
  const { centreId, from, to, action, text } = period;
  await refuseArchived(from);
  const dates = listDays({ from, to });
  await inTransaction(async ({ sql }) => {
    // A count or a move of one of its days waits for this lock, and then finds the period closed.
    await lockDays(
      sql,
      dates.map((businessDate) => ({ centreId, businessDate })),
    );
    const closed = listClosedDays(await readRows(sql, period), dates).length;
    const unclosed = await listUnclosed(sql, period);
    const counts = { days: dates.length, closed, unclosed: unclosed.length };
    const refusal = refusePeriod({ action, text, ...counts });
    if (refusal !== null) throw refused(refusal, period, unclosed);
    await sql(
      `INSERT INTO closed_period (centre_id, number, action, "from", "to", text, actor_id)
       SELECT $1::text, coalesce(max(number), 0) + 1, $2::text, $3::text, $4::text, $5::text,
              $6::uuid
         FROM closed_period WHERE centre_id = $1`,
      [centreId, action, from, to, text, scope.actorId],
    );
    await appendAudit(sql, {
      actorId: scope.actorId,
      action: `period.${action}`,
      centreId,
      before: { from, to, closedDays: closed },
      after: { from, to, closedDays: action === "closed" ? dates.length : 0, text },
    });
  });
  return { periods: await listPeriodsOf(centreId) };
}

async function readRows(sql: Sql, { centreId, from, to }: ChangePeriod): Promise<PeriodRow[]> {
  return sql<PeriodRow>(
    `SELECT action, "from", "to" FROM closed_period
      WHERE centre_id = $1 AND "from" <= $3 AND "to" >= $2 ORDER BY number`,
    [centreId, from, to],
  );
}

/** A day with neither sheet nor count has nothing to close. */
async function listUnclosed(sql: Sql, { centreId, from, to }: ChangePeriod): Promise<string[]> {
  const rows = await sql<{ date: string }>(
    `SELECT r.business_date AS date FROM reconciliation r
      WHERE r.centre_id = $1 AND r.business_date BETWEEN $2 AND $3 AND r.state <> 'closed'
        AND (r.sheet_version > 0 OR EXISTS (SELECT FROM reconciliation_line l
              WHERE l.centre_id = r.centre_id AND l.business_date = r.business_date))
      ORDER BY r.business_date`,
    [centreId, from, to],
  );
  return rows.map(({ date }) => date);
}

function refused(
  reason: PeriodRefusal,
  { from, to, action }: ChangePeriod,
  unclosed: readonly string[],
): AppError {
  const range = formatDateRange(from, to, "en");
  const first = unclosed.slice(0, NAMED_MAX).map((date) => formatBusinessDate(date, "en", "short"));
  const more = unclosed.length - first.length;
  const named = more > 0 ? `${first.join(", ")} and ${more} more` : first.join(", ");
  const sentences: Record<PeriodRefusal, string> = {
    "already-done":
      action === "closed" ? `${range} is closed already.` : `No day of ${range} is closed.`,
    "days-not-closed": `Not closed yet: ${named}. Close these days, then the period.`,
    "reason-missing": "Say why the period is reopened.",
  };
  const extra = { days: unclosed.slice(0, NAMED_MAX), unclosedDays: unclosed.length };
  return new AppError("REFUSED", sentences[reason], { reason, extra });
}
