import "server-only";

/** Finds which days have waited for over a day, and for whom, of many readers at once. */
import type { DayKey } from "@/lib/domain/keys";
import { EVERYWHERE, type Scope } from "@/lib/domain/permission";
import { sql } from "../db/sql";
import { listApprovedSpans } from "./approved-spans";
import {
  allowedTo,
  BY_DATE,
  MINE,
  MONTHS_TO_REVIEW,
  overLimit,
  RIGHTS_OF_BOTH,
  RIGHTS_OF_ROLES,
  ROLES_OF_MOVES,
  shutDates,
  waitingDays,
  type WaitingKind,
} from "./waiting-days-sql";

type Reader = Scope<"reconciliation:view">;

export type LongWaiting = DayKey & { readerId: string; kind: WaitingKind };

/** Of one reader, kind and currency, the newest; of changes and recounts, for each date. */
const DAYS_MAX = 50;
/** Each of them may see every day, so that a statement has no more than it ends in time with. */
const READERS_AT_ONCE_MAX = 500;

/** Lists the days for which a reader would be refused nothing. */
export async function listLongWaiting(
  readers: readonly Reader[],
  { from, to }: { from: string; to: string },
): Promise<LongWaiting[]> {
  const found: LongWaiting[] = [];
  for (let start = 0; start < readers.length; start += READERS_AT_ONCE_MAX) {
    const some = readers.slice(start, start + READERS_AT_ONCE_MAX);
    found.push(...(await listOf(some, { from, to })));
  }
  return found;
}

async function listOf(
  readers: readonly Reader[],
  { from, to }: { from: string; to: string },
): Promise<LongWaiting[]> {
  const scopes = readers.flatMap(({ actorId, centreIds }) =>
    (centreIds ?? [EVERYWHERE]).map((centreId) => ({ actorId, centreId })),
  );
  const hasAll = readers.some(({ centreIds }) => centreIds === null);
  const centreIds = hasAll ? null : [...new Set(scopes.map(({ centreId }) => centreId))];
  const always = await listApprovedSpans({ centreIds, from, to });
  return sql<LongWaiting>(
    `WITH scope AS (
       SELECT * FROM unnest($4::uuid[], $10::text[]) AS s (reader_id, centre_id)
     ), granted AS (
       SELECT user_id AS reader_id, centre_id, ${RIGHTS_OF_ROLES} FROM granted_role
        WHERE user_id = ANY ($4::uuid[]) GROUP BY 1, 2
     ), old AS MATERIALIZED (${waitingDays(["$11", "$12", "$13"])}
       AND d.changed_at < now() - interval '1 day'
     ), seen AS (
       SELECT old.*, s.reader_id FROM old JOIN scope s USING (centre_id)
       UNION ALL
       SELECT old.*, s.reader_id FROM old JOIN scope s ON s.centre_id = '${EVERYWHERE}'
     ), shut AS MATERIALIZED (${shutDates()}), waiting AS NOT MATERIALIZED (
       SELECT d.*, ${RIGHTS_OF_BOTH}, shut.shut
         FROM seen d
         LEFT JOIN granted own USING (reader_id, centre_id)
         LEFT JOIN granted everywhere
           ON everywhere.reader_id = d.reader_id AND everywhere.centre_id = '${EVERYWHERE}'
         LEFT JOIN shut ON shut.centre_id = d.centre_id
     ), allowed AS (${allowedTo("w.reader_id")}), over_limit AS (${overLimit(MONTHS_TO_REVIEW)}),
     ranked AS (
       SELECT a.reader_id, a.kind, a.centre_id, a.business_date,
              row_number() OVER (
                PARTITION BY a.reader_id, a.kind, a.currency,
                  CASE WHEN ${BY_DATE} THEN a.business_date END
                ORDER BY a.business_date DESC, abs(a.net) DESC, a.centre_id) AS place
         FROM allowed a
        WHERE ${MINE})
     SELECT reader_id::text AS "readerId", kind, centre_id AS "centreId",
            business_date AS "businessDate"
       FROM ranked WHERE place <= ${DAYS_MAX} ORDER BY 1, 4 DESC, 3`,
    [
      centreIds,
      from,
      to,
      scopes.map(({ actorId }) => actorId),
      ...ROLES_OF_MOVES,
      scopes.map(({ centreId }) => centreId),
      ...always,
    ],
  );
}
