import "server-only";

/** Reads how much of what a search covers was read from Cashrec, and when. */
import { sql } from "../db/sql";
import { instantOf } from "./rows";

export type ReadingSpan = {
  centreIds: readonly string[] | null;
  from: string;
  to: string;
  /** Counts what had been read at that moment (ISO 8601, UTC); null means now. */
  asOf?: string | null;
};

export type Reading = {
  oldestReadAt: string | null;
  newestReadAt: string | null;
  /** The days of all centres of the span that have started. */
  centreDays: number;
  /** Those of them that were never read. */
  unreadDays: number;
  /** The names of the first centres that have unread days. */
  unreadCentres: string[];
  /** How many centres have unread days. */
  unreadCentreCount: number;
};

const CENTRES_NAMED_MAX = 8;

type ReadingRecord = {
  oldest: Date | null;
  newest: Date | null;
  stored: string;
  wanted: string;
  unread: string[] | null;
  unreadCount: string;
};

/**
 * Reads centre by centre through the sheets' key: for one day of a thousand centres that is a
 * thousand short steps instead of a walk over every sheet ever read. Days that have not started
 * anywhere yet are not missing.
 */
export async function findReading({ centreIds, from, to, asOf }: ReadingSpan): Promise<Reading> {
  const [row] = await sql<ReadingRecord>(
    `WITH span AS (
       SELECT $2::text AS first,
              least($3::text, ((now() AT TIME ZONE 'UTC')::date)::text) AS last
     ), days AS (
       SELECT first, last, greatest(last::date - first::date + 1, 0) AS count FROM span
     )
     SELECT min(s.oldest) AS oldest, max(s.newest) AS newest, coalesce(sum(s.stored), 0) AS stored,
            count(*) * max(days.count) AS wanted,
            (array_agg(c.name ORDER BY c.name) FILTER (WHERE s.stored < days.count)
            )[:${CENTRES_NAMED_MAX}] AS unread,
            count(*) FILTER (WHERE s.stored < days.count) AS "unreadCount"
       FROM days CROSS JOIN centre c
      CROSS JOIN LATERAL (
        SELECT min(s.read_at) AS oldest, max(s.read_at) AS newest, count(*) AS stored
          FROM cash_sheet s
         WHERE s.centre_id = c.id AND s.business_date BETWEEN days.first AND days.last
           AND ($4::timestamptz IS NULL OR s.first_read_at <= $4)
        OFFSET 0
      ) s
      WHERE $1::text[] IS NULL OR c.id = ANY($1::text[])`,
    [centreIds === null ? null : [...centreIds], from, to, asOf ?? null],
  );
  const centreDays = Number(row?.wanted ?? 0);
  return {
    oldestReadAt: instantOf(row?.oldest ?? null),
    newestReadAt: instantOf(row?.newest ?? null),
    centreDays,
    unreadDays: Math.max(0, centreDays - Number(row?.stored ?? 0)),
    unreadCentres: row?.unread ?? [],
    unreadCentreCount: Number(row?.unreadCount ?? 0),
  };
}
