import "server-only";

/**
 * Remembers a long pause that Cashrec asked for with `Retry-After`. The database has it, so that no
 * instance asks before it ends, whichever got it. What failed because of it is read afterwards.
 */
import type { ProblemCode } from "@/lib/contracts/problem";
import { formatMinute } from "../cashrec/failure";
import { inTransaction, type Sql, sql } from "../db/sql";
import type { Failure } from "./failure";
import { addSync, planSync } from "./request";

const SETTING = "cashrec.pause";
/** A longer pause is not believed. */
const PAUSE_SECONDS_MAX = 3_600;
const UNAVAILABLE: ProblemCode = "UPSTREAM_UNAVAILABLE";

/** One that begins in the future was stored by a clock that was wrong, and may last for days. */
const LASTS = `
  (value ->> 'since')::timestamptz <= now() AND (value ->> 'until')::timestamptz > now()`;

/** Begins the pause, or extends the one that lasts. */
export async function startPause(seconds: number): Promise<void> {
  await sql(
    `INSERT INTO setting (name, value)
     VALUES ($1, jsonb_build_object('since', now(), 'until', now() + $2 * interval '1 second'))
     ON CONFLICT (name) DO UPDATE
       SET value = EXCLUDED.value || jsonb_build_object(
             'since', least((setting.value ->> 'since')::timestamptz, now()))`,
    [SETTING, Math.min(seconds, PAUSE_SECONDS_MAX)],
  );
}

/** Returns how a request of now fails, and null when there is no pause. */
export async function findPause(): Promise<Failure | null> {
  const [pause] = await sql<{ until: Date; seconds: number }>(
    `SELECT p.until, extract(epoch FROM p.until - now())::float8 AS seconds
       FROM setting, LATERAL (SELECT (value ->> 'until')::timestamptz AS until) p
      WHERE name = $1 AND ${LASTS}`,
    [SETTING],
  );
  if (pause === undefined) return null;
  const until = formatMinute(pause.until.getTime());
  const message = `Cashrec asked for a pause until ${until}. What is missing is read after it.`;
  return { code: UNAVAILABLE, message, retryAfterSeconds: Math.ceil(pause.seconds) };
}

/** Requests again what failed in a pause that has ended; the first instance to ask does so. */
export async function resumeAfterPause(): Promise<void> {
  await inTransaction(async (tx) => {
    const [ended] = await tx.sql<{ since: Date }>(
      `DELETE FROM setting WHERE name = $1 AND NOT (${LASTS})
       RETURNING (value ->> 'since')::timestamptz AS since`,
      [SETTING],
    );
    if (ended === undefined) return;
    const failed = await listFailedSince(tx.sql, ended.since);
    const ids = new Set<string>();
    for (const part of failed) ids.add(await planSync(tx.sql, { ...part, requestedById: null }));
    for (const id of ids) await addSync(tx.sql, id);
  });
}

async function listFailedSince(run: Sql, since: Date) {
  return run<{ centreIds: string[]; from: string; to: string }>(
    `SELECT array_agg(DISTINCT c.id) AS "centreIds", p."from", p."to"
       FROM sync_part p CROSS JOIN LATERAL unnest(p.centre_ids) AS c (id)
      WHERE p.state = 'failed' AND p.code = $1 AND p.ended_at >= $2::timestamptz
      GROUP BY p."from", p."to" ORDER BY p."from" DESC, p."to"`,
    [UNAVAILABLE, since],
  );
}
