import "server-only";

/** Lists the days of a report's lines, newest first, found from their counters alone. */
import { readingElsewhere } from "../db/replica";
import { sql } from "../db/sql";
import {
  matchingDayConditions,
  newValues,
  type Values,
  verdictsOf,
} from "../line-search/conditions";
import type { ScopedFilter } from "../line-search/scoped-filter";

export type ReportDay = { centre_id: string; centre_name: string; business_date: string };

/**
 * Days are listed many at a time, because those of a date that were listed before are passed again
 * each time.
 */
const LISTED_MAX = 10_000;

/** Yields as many days at a time as `size` allows when they are read. */
export async function* reportDays(
  filter: ScopedFilter,
  size: { days: number },
): AsyncGenerator<ReportDay[]> {
  if (verdictsOf(filter)?.length === 0) return;
  let after: ReportDay | undefined;
  for (;;) {
    // Not the generator, which could not be run a second time.
    const page = { after, limit: after === undefined ? size.days : LISTED_MAX };
    const days = await readingElsewhere(() => listDays(filter, page));
    for (let at = 0; at < days.length;) {
      const next = days.slice(at, at + size.days);
      at += next.length;
      yield next;
    }
    if (days.length < page.limit) return;
    after = days.at(-1);
  }
}

type After = { after: ReportDay | undefined; limit: number };

function listDays(filter: ScopedFilter, { after, limit }: After): Promise<ReportDay[]> {
  const values = newValues();
  return sql<ReportDay>(
    `SELECT d.centre_id, c.name AS centre_name, d.business_date
       FROM reconciliation d JOIN centre c ON c.id = d.centre_id
      WHERE ${matchingDayConditions(filter, values)}
        AND ${after === undefined ? "true" : daysAfter(after, values)}
      ORDER BY d.business_date DESC, d.centre_id LIMIT ${values.add(limit)}`,
    values.list,
  );
}

function daysAfter(day: ReportDay, values: Values): string {
  const date = values.add(day.business_date);
  const centre = values.add(day.centre_id);
  const later = `d.business_date < ${date} OR d.centre_id > ${centre}`;
  return `d.business_date <= ${date} AND (${later})`;
}
