import "server-only";

/** Deletes what is old of kinds whose rows have more to them than one table. */
import type { Sql } from "../db/sql";
import { removeReport } from "../schedules/report-store";

export type Removed = {
  rows: number;
  /** Whether another step may find more; otherwise as many rows as one step removes say so. */
  isMore?: boolean;
  /** What has to follow once the deletion is committed. */
  afterwards?: () => Promise<void>;
};

/** A mail that is gone must not be sent again. */
export async function removeMails(sql: Sql, days: number, rowsMax: number): Promise<Removed> {
  const old = await sql<{ id: string }>(
    `SELECT id::text AS id FROM mail
      WHERE ended_at < now() - make_interval(days => $1::int) AND state <> 'queued'
      ORDER BY ended_at LIMIT $2::int FOR UPDATE SKIP LOCKED`,
    [days, rowsMax],
  );
  const ids = old.map(({ id }) => id);
  await sql("UPDATE notice SET wants_mail = false WHERE mail_id = ANY ($1::uuid[])", [ids]);
  await sql("DELETE FROM mail WHERE id = ANY ($1::uuid[])", [ids]);
  return { rows: ids.length };
}

/** The row says first that the file is gone, so that nobody is led to one that is not there. */
export async function removeReportFiles(sql: Sql, days: number, rowsMax: number): Promise<Removed> {
  const rows = await sql<{ id: string }>(
    `UPDATE report_file SET dropped_at = now()
      WHERE id IN (
        SELECT id FROM report_file
         WHERE state = 'made' AND dropped_at IS NULL
           AND ended_at < now() - make_interval(days => $1::int)
         ORDER BY ended_at LIMIT $2::int FOR UPDATE SKIP LOCKED)
     RETURNING id::text AS id`,
    [days, rowsMax],
  );
  const afterwards = async () => {
    for (const { id } of rows) await removeReport(id);
  };
  return { rows: rows.length, afterwards };
}

/** When an account was used last is retained, so that accounts which nobody uses can be named. */
export async function removeSessions(sql: Sql, days: number, rowsMax: number): Promise<Removed> {
  const deleted = await sql<{ id: string }>(
    `WITH old AS (
       SELECT id FROM sign_in_session WHERE started_at < now() - make_interval(days => $1::int)
        ORDER BY started_at LIMIT $2::int FOR UPDATE SKIP LOCKED),
     deleted AS (
       DELETE FROM sign_in_session s USING old WHERE s.id = old.id
       RETURNING s.id, s.user_id, s.started_at, s.seen_at, s.awaits),
     used AS (
       INSERT INTO user_activity AS a (user_id, signed_in_at, used_at)
       SELECT user_id, max(started_at), max(seen_at) FROM deleted
        WHERE awaits IS NULL GROUP BY user_id
       ON CONFLICT (user_id) DO UPDATE
         SET signed_in_at = greatest(a.signed_in_at, excluded.signed_in_at),
             used_at = greatest(a.used_at, excluded.used_at))
     SELECT id::text AS id FROM deleted`,
    [days, rowsMax],
  );
  return { rows: deleted.length };
}
