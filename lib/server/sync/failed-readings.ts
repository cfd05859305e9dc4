import "server-only";

/**
 * What could not be read is one row for each centre and range, as long as it was not read since.
 * Passes fail every few minutes while Cashrec is away, and every list asks for what failed.
 */
import type { Failure } from "@/lib/domain/failure-groups";
import { type Sql, sql } from "../db/sql";
import type { PlannedPart } from "@/lib/domain/sync-plan";

/**
 * Follows `WITH failed AS (UPDATE sync_part AS p …)`, which returns `FAILED_COLUMNS`. Rows are
 * locked in the order of their key.
 */
export const NOTE_FAILED = `
  INSERT INTO failed_reading (centre_id, "from", "to", code, message, failing_since, failed_at)
  SELECT DISTINCT ON (c.id, f."from", f."to") c.id, f."from", f."to", coalesce(f.code, ''),
         coalesce(f.message, ''), f.ended_at, f.ended_at
    FROM failed f JOIN centre c ON c.id = ANY (f.centre_ids)
   ORDER BY c.id, f."from", f."to"
  ON CONFLICT (centre_id, "from", "to") DO UPDATE
     SET code = excluded.code, message = excluded.message, failed_at = excluded.failed_at`;
export const FAILED_COLUMNS = `p.centre_ids, p."from", p."to", p.code, p.message, p.ended_at`;

/** Whether failed reading `r` still matters; an older one is no news. */
export const IS_RECENT = "r.failed_at > now() - interval '30 days'";

/** How many days of failed reading `r`, of those between two dates, were read since. */
const readSince = (from: string, to: string) =>
  `(SELECT count(*) FROM cash_sheet s
     WHERE s.centre_id = r.centre_id AND s.read_at >= r.failed_at
       AND s.business_date BETWEEN ${from} AND ${to})`;

/** Days of these centres were read; what another pass failed to read meanwhile still matters. */
export async function forgetFailed(
  run: Sql,
  { centreIds, from, to }: Pick<PlannedPart, "centreIds" | "from" | "to">,
): Promise<void> {
  await run(
    `WITH read AS (
       SELECT r.centre_id, r."from", r."to" FROM failed_reading r
        WHERE r.centre_id = ANY ($1::text[]) AND r."from" >= $2 AND r."to" <= $3
          AND ${readSince('r."from"', 'r."to"')} > r."to"::date - r."from"::date
        ORDER BY r.centre_id, r."from", r."to" FOR UPDATE)
     DELETE FROM failed_reading r USING read
      WHERE (r.centre_id, r."from", r."to") = (read.centre_id, read."from", read."to")`,
    [centreIds, from, to],
  );
}

export async function forgetOldFailed(): Promise<void> {
  await sql(`DELETE FROM failed_reading r WHERE NOT ${IS_RECENT}`);
}

/**
 * Lists the latest failure of each centre that still matters for the range: some day of it has not
 * been read since.
 */
export async function listFailures(
  centreIds: readonly string[] | null,
  from: string,
  to: string,
): Promise<Failure[]> {
  const rows = await sql<Omit<Failure, "at"> & { at: Date }>(
    `SELECT DISTINCT ON (r.centre_id) r.centre_id AS "centreId", c.name AS "centreName", r."from",
            r."to", r.code, r.message, r.failed_at AS at
       FROM failed_reading r JOIN centre c ON c.id = r.centre_id
      WHERE ${IS_RECENT}
        AND r."from" <= $3 AND r."to" >= $2 AND ($1::text[] IS NULL OR r.centre_id = ANY ($1))
        AND ${readSince('greatest(r."from", $2)', 'least(r."to", $3)')}
          <= least(r."to", $3)::date - greatest(r."from", $2)::date
      ORDER BY r.centre_id, r.failed_at DESC`,
    [centreIds, from, to],
  );
  return rows.map(({ at, ...failure }) => ({ ...failure, at: at.toISOString() }));
}
