import "server-only";

/**
 * Stores an occurrence of a schedule as a run, with a file to be made for each recipient. What is
 * asked for is fixed here: a view that is changed afterwards concerns the next run.
 */
import { randomUUID } from "node:crypto";
import type { DateRange } from "@/lib/domain/business-date";
import { proveAnywhere } from "@/lib/domain/permission";
import {
  computePeriod,
  type FailureReason,
  type ReportPeriod,
} from "@/lib/domain/schedule/schedule";
import { findActors } from "../auth/actor";
import { sql as plainSql, type Sql } from "../db/sql";
import { env } from "../env";
import { findView } from "../saved-views/queries";

export type RunnableSchedule = {
  id: string;
  authorId: string;
  viewId: string;
  period: ReportPeriod;
  centreId: string;
  timeZone: string;
  dayStartsAt: string;
  version: number;
};

export const RUNNABLE_COLUMNS = `
  s.id::text AS id, s.author_id::text AS "authorId", s.view_id::text AS "viewId", s.period,
  s.centre_id AS "centreId", c.time_zone AS "timeZone", c.day_starts_at AS "dayStartsAt",
  s.version`;

/** What one run makes, or why there is nothing to make. */
export type Asked = { query: string; range: DateRange; failure: null } | { failure: FailureReason };

/** The view is the author's own, or one that is still shared with them. */
export async function readAsked(
  schedule: RunnableSchedule,
  at: number,
  closed?: DateRange,
): Promise<Asked> {
  const author = (await findActors([schedule.authorId])).get(schedule.authorId);
  const scope = author === undefined ? null : proveAnywhere(author, "reconciliation:view");
  if (scope === null) return { failure: "author-gone" };
  const view = await findView(scope, schedule.viewId);
  if (view === null) return { failure: "view-gone" };
  const range = closed ?? (await readRange(schedule, at));
  if (range === null) return { failure: "no-closed-period" };
  return { query: view.query, range, failure: null };
}

async function readRange(schedule: RunnableSchedule, at: number): Promise<DateRange | null> {
  const { period, centreId } = schedule;
  return period === "closed-period"
    ? findLastClosed(centreId, at)
    : computePeriod(period, at, schedule);
}

/** A period that was reopened since is not closed. */
async function findLastClosed(centreId: string, at: number): Promise<DateRange | null> {
  const [row] = await plainSql<DateRange>(
    `SELECT p."from", p."to" FROM closed_period p
      WHERE p.centre_id = $1 AND p.action = 'closed' AND p.acted_at <= $2
        AND NOT EXISTS (
          SELECT FROM closed_period r
           WHERE r.centre_id = p.centre_id AND r.number > p.number AND r.action = 'reopened'
             AND r.acted_at <= $2 AND r."from" <= p."to" AND r."to" >= p."from")
      ORDER BY p.number DESC LIMIT 1`,
    [centreId, new Date(at)],
  );
  return row ?? null;
}

type NewRun = {
  /** Of the version for which `asked` was read. */
  schedule: Pick<RunnableSchedule, "id" | "version">;
  occurrence: string;
  dueAt: number;
  asked: Asked;
  startedById: string | null;
};

/**
 * Returns null for an occurrence that another instance has stored already, and for a schedule that
 * was changed or removed since what is asked for was read.
 */
export async function storeRun(run: Sql, input: NewRun): Promise<string | null> {
  const { schedule, occurrence, dueAt, asked, startedById } = input;
  const { query, range } = asked.failure === null ? asked : { query: null, range: null };
  const [row] = await run<{ id: string }>(
    `INSERT INTO report_run (id, schedule_id, occurrence, due_at, name, page, format, delivery,
       language, time_zone, query, "from", "to", started_by_id)
     SELECT $1::uuid, s.id, $3::text, $4::timestamptz, s.name, s.page, s.format, s.delivery,
            s.language, c.time_zone, $5::text, $6::text, $7::text, $8::uuid
       FROM report_schedule s JOIN centre c ON c.id = s.centre_id
      WHERE s.id = $2::uuid AND s.removed_at IS NULL AND s.version = $9::int FOR SHARE OF s
     ON CONFLICT (schedule_id, occurrence) DO NOTHING RETURNING id::text AS id`,
    [
      randomUUID(),
      schedule.id,
      occurrence,
      new Date(dueAt),
      query,
      range?.from ?? null,
      range?.to ?? null,
      startedById,
      schedule.version,
    ],
  );
  if (row === undefined) return null;
  await run(
    `INSERT INTO report_file (id, run_id, user_id, next_at, state, reason, ended_at)
     SELECT gen_random_uuid(), $1::uuid, r.user_id, $4::timestamptz,
            CASE WHEN $3::text IS NULL THEN 'pending' ELSE 'failed' END, $3::text,
            CASE WHEN $3::text IS NOT NULL THEN now() END
       FROM report_recipient r WHERE r.schedule_id = $2::uuid`,
    [row.id, schedule.id, asked.failure, new Date(dueAt)],
  );
  if (asked.failure !== null) await informAuthor(run, row.id);
  if (asked.failure === "author-gone") await informRecipients(run, row.id);
  return row.id;
}

/** The author is informed of a run once, however many of its files fail: by mail where there is. */
export async function informAuthor(run: Sql, runId: string): Promise<void> {
  await run(
    `INSERT INTO notice (id, user_id, kind, fact, wants_mail, report_file_id)
     SELECT gen_random_uuid(), s.author_id, 'report-failed',
            json_build_array('report-failed', r.id)::text, $2::boolean, f.id
       FROM report_run r JOIN report_schedule s ON s.id = r.schedule_id
       CROSS JOIN LATERAL (
         SELECT id FROM report_file WHERE run_id = r.id AND state = 'failed'
          ORDER BY ended_at, id LIMIT 1) f
      WHERE r.id = $1::uuid
     ON CONFLICT (user_id, fact) DO NOTHING`,
    [runId, env().mail !== null],
  );
}

/**
 * Nobody else would notice that an author who is gone has reports made no more. Recipients are
 * informed by the first of such runs alone.
 */
async function informRecipients(run: Sql, runId: string): Promise<void> {
  await run(
    `INSERT INTO notice (id, user_id, kind, fact, wants_mail, report_file_id)
     SELECT gen_random_uuid(), f.user_id, 'report-failed',
            json_build_array('report-failed', r.id)::text, $2::boolean, f.id
       FROM report_run r JOIN report_file f ON f.run_id = r.id
      WHERE r.id = $1::uuid
        AND NOT EXISTS (SELECT FROM report_stop o
                         WHERE o.schedule_id = r.schedule_id AND o.user_id = f.user_id)
        AND NOT EXISTS (
          SELECT FROM (SELECT id FROM report_run e
                        WHERE e.schedule_id = r.schedule_id AND e.due_at < r.due_at
                        ORDER BY e.due_at DESC LIMIT 1) before
            JOIN report_file b ON b.run_id = before.id
           WHERE b.user_id = f.user_id AND b.reason = 'author-gone')
     ON CONFLICT (user_id, fact) DO NOTHING`,
    [runId, env().mail !== null],
  );
}
