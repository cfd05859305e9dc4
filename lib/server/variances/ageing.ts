import "server-only";

/**
 * Reads the differences that nobody has explained yet by their business date, up to a year before
 * the period too, so that an old one is not forgotten because the page shows later days.
 */
import type { VarianceAgeing } from "@/lib/contracts/variance-reasons";
import { addDays } from "@/lib/domain/business-date";
import type { LineFilter } from "@/lib/domain/line-filter";
import { minor } from "@/lib/domain/money";
import { readAsOf } from "../as-of/moment";
import { latestBusinessDate } from "../centres/today";
import { listCentres } from "../centres/queries";
import { sql } from "../db/sql";
import { newValues } from "../line-search/conditions";
import { scopedFilter } from "../line-search/scoped-filter";
import type { Views } from "./queries";
import { unexplainedLines } from "./unexplained-lines";

/** What is older was closed with its year. */
const DAYS_BEFORE_MAX = 366;

type AgeRecord = {
  businessDate: string;
  currency: string;
  lines: number;
  short: string;
  over: string;
};

export async function getVarianceAgeing(scope: Views, search: LineFilter): Promise<VarianceAgeing> {
  const centres = await listCentres(scope);
  // A past moment is computed day by day, so that it does not look back beyond its period.
  const since = search.asOf === null ? addDays(search.from, -DAYS_BEFORE_MAX) : search.from;
  const filter = await scopedFilter(scope, search, since);
  return readAsOf(search.asOf, filter, async () => {
    const values = newValues();
    const rows = await sql<AgeRecord>(
      `SELECT l.business_date AS "businessDate", l.currency, count(*)::int AS lines,
              coalesce(sum(least(l.difference_minor, 0)), 0) AS short,
              coalesce(sum(greatest(l.difference_minor, 0)), 0) AS over
         FROM (${unexplainedLines({ ...filter, from: since }, values)}) l
        GROUP BY 1, 2 ORDER BY 1, 2`,
      values.list,
    );
    return {
      today: latestBusinessDate(centres),
      days: rows.map(({ short, over, ...day }) => ({
        ...day,
        shortMinor: minor(Number(short)),
        overMinor: minor(Number(over)),
      })),
    };
  });
}
