import "server-only";

/** Reads how much of what a search covers was read from Cashrec, and when. */
import type { Absence } from "@/lib/domain/organisation/chosen-centres";
import { newValues, sqlOf, unnestAbsences, type Values } from "./conditions";
import { isOfCentres } from "./few-centres";
import { instantOf } from "./rows";

export type ReadingSpan = {
  centreIds: readonly string[] | null;
  from: string;
  to: string;
  /** Days on which a centre of the span does not count. */
  absences?: readonly Absence[];
  /** Counts what had been read at that moment (ISO 8601, UTC); null means now. */
  asOf?: string | null;
};

type ReadDays = {
  /** The days of all centres of the span that have started. */
  centreDays: number;
  /** Those of them that were never read. */
  unreadDays: number;
  /** The names of the first centres that have unread days. */
  unreadCentres: string[];
  /** How many centres have unread days. */
  unreadCentreCount: number;
};

export type Reading = ReadDays & { oldestReadAt: string | null; newestReadAt: string | null };

const CENTRES_NAMED_MAX = 8;

export type ReadingRecord = {
  oldest?: Date | null;
  newest?: Date | null;
  stored: string;
  wanted: string;
  unread?: string[] | null;
  unreadCount?: string;
};

/**
 * Reads the sheets of named centres through their key, centre by centre, and those of every centre
 * by their dates. Days that have not started anywhere yet are not missing.
 */
export async function findReading(span: ReadingSpan): Promise<Reading> {
  return toReading(await readSheets(span, { withTimes: true, withCentres: true }));
}

export function toReading(row: ReadingRecord | undefined): Reading {
  return {
    ...countDays(row),
    oldestReadAt: instantOf(row?.oldest ?? null),
    newestReadAt: instantOf(row?.newest ?? null),
  };
}

/**
 * Counts the same days without the times, which take several times as long. A job has noted of
 * which months every day was read; the others are counted from the key alone.
 */
export async function countReadDays(span: ReadingSpan): Promise<ReadDays> {
  const isByMonth = span.asOf == null && (span.absences ?? []).length === 0;
  return countDays(
    await (isByMonth
      ? readMonths(span)
      : readSheets(span, { withTimes: false, withCentres: true })),
  );
}

async function readMonths({
  centreIds,
  from,
  to,
}: ReadingSpan): Promise<ReadingRecord | undefined> {
  const [row] = await sqlOf({ from, to, centreIds })<ReadingRecord>(
    `WITH bounds AS (
       SELECT to_char(begins, 'YYYY-MM') AS month, greatest($2::date, begins::date) AS first,
              least($3::date, (now() AT TIME ZONE 'UTC')::date,
                    (begins + interval '1 month - 1 day')::date) AS last
         FROM generate_series(date_trunc('month', $2::timestamp),
                least($3::timestamp, now() AT TIME ZONE 'UTC'), '1 month') AS begins
     ), months AS MATERIALIZED (
       SELECT month, first::text, last::text, last - first + 1 AS days FROM bounds
     ), whole AS MATERIALIZED (
       SELECT centre_id, sum(days) AS days, array_agg(month) AS months
         FROM fully_read_month JOIN months USING (month) GROUP BY 1
     ), days AS MATERIALIZED (
       SELECT c.name, (SELECT sum(days) FROM months) AS count,
              coalesce(w.days, 0) + coalesce((
                SELECT sum((SELECT count(*) FROM cash_sheet s WHERE s.centre_id = c.id
                               AND s.business_date BETWEEN m.first AND m.last))
                  FROM months m WHERE m.month <> ALL (coalesce(w.months, '{}'))), 0) AS stored
         FROM centre c LEFT JOIN whole w ON w.centre_id = c.id
        WHERE ${isOfCentres(centreIds)("c.id")}
     )
     SELECT coalesce(sum(stored), 0) AS stored, coalesce(sum(count), 0) AS wanted, ${UNREAD}
       FROM days`,
    [centreIds === null ? null : [...centreIds], from, to],
  );
  return row;
}

const IS_UNREAD = "coalesce(stored, 0) < days.count";

const UNREAD = `(array_agg(days.name ORDER BY days.name) FILTER (WHERE ${IS_UNREAD})
  )[:${CENTRES_NAMED_MAX}] AS unread,
  count(*) FILTER (WHERE ${IS_UNREAD}) AS "unreadCount"`;

async function readSheets(
  span: ReadingSpan,
  options: SheetOptions,
): Promise<ReadingRecord | undefined> {
  const values = newValues();
  const text = sheetsStatement(span, options, values);
  const [row] = await sqlOf(span)<ReadingRecord>(text, values.list);
  return row;
}

/** To find out which centres have unread days takes half of the time. */
type SheetOptions = { withTimes: boolean; withCentres: boolean };

const FIRST = "$2::text";
const LAST = "least($3::text, ((now() AT TIME ZONE 'UTC')::date)::text)";

/** It is of one row. Its values are the first of `values`. */
export function sheetsStatement(
  { centreIds, from, to, asOf, absences = [] }: ReadingSpan,
  { withTimes, withCentres }: SheetOptions,
  values: Values,
): string {
  for (const value of [centreIds === null ? null : [...centreIds], from, to]) values.add(value);
  const readBefore = asOf == null ? "" : `AND s.first_read_at <= ${values.add(asOf)}::timestamptz`;
  const away = absences.length === 0 ? null : unnestAbsences(absences, values);
  const isPresent =
    away === null
      ? ""
      : `AND NOT EXISTS (SELECT FROM ${away}
           WHERE a.centre_id = s.centre_id AND s.business_date BETWEEN a.first AND a.last)`;
  const sheets = `
    ${withTimes ? "min(s.read_at) AS oldest, max(s.read_at) AS newest," : ""} count(*) AS stored`;
  const found = `cash_sheet s WHERE s.business_date BETWEEN ${FIRST} AND ${LAST}
    ${readBefore} ${isPresent}`;
  const days = `WITH days AS (
       SELECT c.id, c.name, greatest(${LAST}::date - ${FIRST}::date + 1, 0)
                ${away === null ? "" : "- coalesce(absent.days, 0)"} AS count
         FROM centre c ${away === null ? "" : `LEFT JOIN (${daysOf(away)}) absent USING (id)`}
        WHERE ${isOfCentres(centreIds)("c.id")}
     )`;
  if (!withCentres) {
    return `${days}
     SELECT ${sheets}, (SELECT coalesce(sum(days.count), 0) FROM days) AS wanted
       FROM ${found} ${centreIds === null ? "" : "AND s.centre_id = ANY($1::text[])"}`;
  }
  return `${days}
     SELECT ${withTimes ? "min(s.oldest) AS oldest, max(s.newest) AS newest," : ""}
            coalesce(sum(s.stored), 0) AS stored, coalesce(sum(days.count), 0) AS wanted, ${UNREAD}
       FROM days
       ${
         centreIds === null
           ? `LEFT JOIN (SELECT s.centre_id, ${sheets} FROM ${found} GROUP BY 1) s
                ON s.centre_id = days.id`
           : `CROSS JOIN LATERAL (SELECT ${sheets} FROM ${found} AND s.centre_id = days.id
                OFFSET 0) s`
       }`;
}

/** Counts the days within the span on which a centre does not count. */
function daysOf(absences: string): string {
  return `SELECT a.centre_id AS id,
                 sum(least(a.last, ${LAST})::date - greatest(a.first, ${FIRST})::date + 1) AS days
            FROM ${absences} WHERE a.first <= ${LAST} AND a.last >= ${FIRST} GROUP BY 1`;
}

function countDays(row: ReadingRecord | undefined): ReadDays {
  const centreDays = Number(row?.wanted ?? 0);
  return {
    centreDays,
    unreadDays: Math.max(0, centreDays - Number(row?.stored ?? 0)),
    unreadCentres: row?.unread ?? [],
    unreadCentreCount: Number(row?.unreadCount ?? 0),
  };
}
