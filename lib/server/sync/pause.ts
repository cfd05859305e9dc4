import "server-only";

/**
 * Remembers the long pauses that Cashrec asked for with `Retry-After`: of all centres, or of one
 * for which it asks so while it responds to others. The database has them, so that no instance asks
 * before they end, whichever got them. What failed because of them is read afterwards.
 */
import type { ProblemCode } from "@/lib/contracts/problem";
import { formatMinute } from "../cashrec/failure";
import { inTransaction, type Sql, sql } from "../db/sql";
import type { Failure } from "./failure";
import { addSync, planSync } from "./request";

const SETTING = "cashrec.pause";
const OF_CENTRE = `${SETTING}:`;
/** A longer pause is not believed. */
const PAUSE_SECONDS_MAX = 3_600;
const UNAVAILABLE: ProblemCode = "UPSTREAM_UNAVAILABLE";

/** One that begins in the future was stored by a clock that was wrong, and may last for days. */
const LASTS = `
  (value ->> 'since')::timestamptz <= now() AND (value ->> 'until')::timestamptz > now()`;

/** Begins the pause, or extends the one that lasts. Without a centre it is one of all. */
export async function startPause(seconds: number, centreId?: string): Promise<void> {
  await sql(
    `INSERT INTO setting (name, value)
     VALUES ($1, jsonb_build_object('since', now(), 'until', now() + $2 * interval '1 second'))
     ON CONFLICT (name) DO UPDATE
       SET value = EXCLUDED.value || jsonb_build_object(
             'since', least((setting.value ->> 'since')::timestamptz, now()))`,
    [centreId === undefined ? SETTING : OF_CENTRE + centreId, Math.min(seconds, PAUSE_SECONDS_MAX)],
  );
}

/** Returns how a request of now fails, and null when there is no pause of all centres. */
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

export type PausedCentre = { centreId: string; until: Date };

/** Lists the centres that Cashrec does not want to be asked for now; it responds to the others. */
export async function listPausedCentres(): Promise<PausedCentre[]> {
  return sql<PausedCentre>(
    `SELECT substr(name, length($1) + 1) AS "centreId", (value ->> 'until')::timestamptz AS until
       FROM setting WHERE starts_with(name, $1) AND ${LASTS} ORDER BY name`,
    [OF_CENTRE],
  );
}

const NAMED_MAX = 5;

export function describePauses(paused: readonly PausedCentre[]): string | null {
  if (paused.length === 0) return null;
  const named = paused.slice(0, NAMED_MAX).map(({ centreId }) => centreId);
  const more = paused.length > NAMED_MAX ? ` and ${paused.length - NAMED_MAX} more` : "";
  const until = formatMinute(Math.max(...paused.map((one) => one.until.getTime())));
  return (
    `Cashrec asked for a pause of ${named.join(", ")}${more}, the longest until ${until}. ` +
    "Other centres are read, and what is missing is read after it."
  );
}

/** Requests again what failed in a pause that has ended; the first instance to ask does so. */
export async function resumeAfterPause(): Promise<void> {
  await inTransaction(async (tx) => {
    const ended = await tx.sql<Ended>(
      `DELETE FROM setting WHERE (name = $1 OR starts_with(name, $2)) AND NOT (${LASTS})
       RETURNING (value ->> 'since')::timestamptz AS since,
                 CASE name WHEN $1 THEN NULL ELSE substr(name, length($2) + 1) END AS "centreId"`,
      [SETTING, OF_CENTRE],
    );
    if (ended.length === 0) return;
    const failed = await listFailedSince(tx.sql, ended);
    const ids = new Set<string>();
    for (const part of failed) ids.add(await planSync(tx.sql, { ...part, requestedById: null }));
    for (const id of ids) await addSync(tx.sql, id);
  });
}

/** The pause of all has no centre. */
type Ended = { since: Date; centreId: string | null };

async function listFailedSince(run: Sql, ended: readonly Ended[]) {
  return run<{ centreIds: string[]; from: string; to: string }>(
    `SELECT array_agg(DISTINCT c.id) AS "centreIds", p."from", p."to"
       FROM unnest($2::timestamptz[], $3::text[]) AS e (since, centre_id)
       JOIN sync_part p ON p.state = 'failed' AND p.code = $1 AND p.ended_at >= e.since
      CROSS JOIN LATERAL unnest(p.centre_ids) AS c (id)
      WHERE e.centre_id IS NULL OR c.id = e.centre_id
      GROUP BY p."from", p."to" ORDER BY p."from" DESC, p."to"`,
    [UNAVAILABLE, ended.map(({ since }) => since), ended.map(({ centreId }) => centreId)],
  );
}
