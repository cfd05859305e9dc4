import "server-only";

/** Lists the days on which a till was left open or closed late, from the counters of their rows. */
import type { CoverageCalendar } from "@/lib/contracts/today";
import { businessDatesAt } from "@/lib/domain/business-date";
import { judgeTimes } from "@/lib/domain/reconciliation/check-times";
import { sql } from "../db/sql";
import type { Span } from "../reconciliations/freshness";

/** A page shows at most so many days, the newest; nobody reads more. */
const DAYS_MAX = 200;

type ShiftTimes = CoverageCalendar["shiftTimes"];
type DayRecord = {
  centreId: string;
  centreName: string;
  timeZone: string;
  dayStartsAt: string;
  businessDate: string;
  unclosedShifts: number;
  overtakenShifts: number;
  lastClosedAt: string | null;
};

/**
 * A centre whose sheets say no closing time at all has left nothing open as far as anyone knows: it
 * is counted as silent.
 */
export async function listShiftTimes(span: Span, now = Date.now()): Promise<ShiftTimes> {
  const [rows, silentCentres] = await Promise.all([listDays(span), countSilent(span)]);
  const todayOf = businessDatesAt(now);
  const days = rows.flatMap((row) => {
    const { centreId, centreName, businessDate, dayStartsAt } = row;
    const judged = judgeTimes(row, { today: todayOf(row), dayStartsAt });
    const isUsual = judged.leftOpenShifts === 0 && judged.closedLateAt === null;
    return isUsual ? [] : [{ centreId, centreName, businessDate, ...judged }];
  });
  return { days, silentCentres };
}

function listDays({ centreIds, from, to }: Span): Promise<DayRecord[]> {
  return sql<DayRecord>(
    `SELECT c.id AS "centreId", c.name AS "centreName", c.time_zone AS "timeZone",
            c.day_starts_at AS "dayStartsAt", d.business_date AS "businessDate",
            d.unclosed_shifts AS "unclosedShifts", d.overtaken_shifts AS "overtakenShifts",
            d.last_closed_at AS "lastClosedAt"
       FROM (
         SELECT centre_id, business_date, unclosed_shifts, overtaken_shifts, last_closed_at,
                sum(closed_shifts) OVER (PARTITION BY centre_id) AS closings
           FROM reconciliation
          WHERE business_date BETWEEN $2 AND $3
            AND ($1::text[] IS NULL OR centre_id = ANY($1::text[]))
       ) d
       JOIN centre c ON c.id = d.centre_id
      WHERE d.closings > 0 AND (d.unclosed_shifts > 0 OR d.last_closed_at >=
              (d.business_date::date + 1)::text || 'T' || c.day_starts_at)
      ORDER BY d.business_date DESC, c.name, c.id LIMIT ${DAYS_MAX}`,
    [centreIds, from, to],
  );
}

async function countSilent({ centreIds, from, to }: Span): Promise<number> {
  const [row] = await sql<{ silent: number }>(
    `SELECT count(*)::int AS silent FROM (
       SELECT centre_id FROM reconciliation
        WHERE business_date BETWEEN $2 AND $3 AND sheet_version > 0
          AND ($1::text[] IS NULL OR centre_id = ANY($1::text[]))
        GROUP BY centre_id HAVING sum(closed_shifts) = 0) s`,
    [centreIds, from, to],
  );
  return row?.silent ?? 0;
}
