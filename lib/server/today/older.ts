import "server-only";

/**
 * Counts what still waits and is older than the inbox reaches: days that are not closed, neither by
 * themselves nor with their period. Only the newest are examined, so that years of days that nobody
 * closes do not slow the first page down.
 */
import type { Today } from "@/lib/contracts/today";
import { addDays, countRangeDays } from "@/lib/domain/business-date";
import { isOfCentres, sqlOfCentres } from "../line-search/few-centres";
import type { Span } from "../reconciliations/freshness";

const EXAMINED_MAX = 1_000;

type OlderRow = { days: number; oldest: string | null; newest: string | null; examined: number };

/** `before` is excluded; `daysMax` is how many dates the list of lines shows at once. */
export async function findOlder(
  { centreIds }: Pick<Span, "centreIds">,
  { before, daysMax }: { before: string; daysMax: number },
): Promise<Today["older"]> {
  const [row] = await sqlOfCentres(centreIds)<OlderRow>(
    `SELECT (count(*) FILTER (WHERE NOT in_period))::int AS days,
            min(business_date) FILTER (WHERE NOT in_period) AS oldest,
            max(business_date) FILTER (WHERE NOT in_period) AS newest,
            count(*)::int AS examined
       FROM (
         SELECT d.business_date, coalesce((
                  SELECT p.action = 'closed' FROM closed_period p
                   WHERE p.centre_id = d.centre_id
                     AND d.business_date BETWEEN p."from" AND p."to"
                   ORDER BY p.number DESC LIMIT 1), false) AS in_period
           FROM (
             SELECT centre_id, business_date FROM reconciliation
              WHERE state <> 'closed' AND business_date < $2
                AND ${isOfCentres(centreIds)("centre_id")}
                AND matched_lines + within_tolerance_lines + short_lines + over_lines
                  + uncounted_lines + unexpected_lines > 0
              ORDER BY business_date DESC, centre_id LIMIT ${EXAMINED_MAX}
           ) d
       ) day`,
    [centreIds, before],
  );
  if (row === undefined || row.oldest === null || row.newest === null) return null;
  const { days, oldest, newest, examined } = row;
  const isTooLong = countRangeDays({ from: oldest, to: newest }) > daysMax;
  return {
    days,
    isMore: examined === EXAMINED_MAX,
    from: isTooLong ? addDays(newest, 1 - daysMax) : oldest,
    to: newest,
  };
}
