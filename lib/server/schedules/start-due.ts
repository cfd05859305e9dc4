import "server-only";

/**
 * Starts what is due. A schedule is locked while its occurrence is stored and the next one is
 * computed, so that instances do one after another what each of them could do alone.
 */
import type { DateRange } from "@/lib/domain/business-date";
import { computeNextOccurrence, type Timing } from "@/lib/domain/schedule/occurrence";
import type { ReportCadence } from "@/lib/domain/schedule/schedule";
import { inTransaction, sql } from "../db/sql";
import { readAsked, RUNNABLE_COLUMNS, type RunnableSchedule, storeRun } from "./start-run";

/** What was due while no instance ran is made up for, unless it is older. */
const MADE_UP_DAYS = 7;
const SCHEDULES_MAX = 500;
const DAY_MS = 86_400_000;

type TimingColumns = {
  cadence: ReportCadence;
  weekday: number | null;
  day: number | null;
  atTime: string | null;
};

/** Null for a schedule that waits for a period to be closed. */
export function readTiming({ cadence, weekday, day, atTime }: TimingColumns): Timing | null {
  if (cadence === "period-close" || atTime === null) return null;
  if (cadence === "weekly") return { cadence, weekday: weekday ?? 1, atTime };
  if (cadence === "monthly") return { cadence, day: day ?? 1, atTime };
  return { cadence, atTime };
}

/** Returns how many runs were started. */
export async function startDueRuns(now: number): Promise<number> {
  return (await startByClock(now)) + (await startByPeriods(now));
}

type NextColumns = { nextAt: Date; nextOn: string };
type DueSchedule = RunnableSchedule & TimingColumns & NextColumns;

async function startByClock(now: number): Promise<number> {
  const due = await sql<DueSchedule>(
    `SELECT ${RUNNABLE_COLUMNS}, s.cadence, s.weekday, s.day, s.at_time AS "atTime",
            s.next_at AS "nextAt", coalesce(s.next_on, '') AS "nextOn"
       FROM report_schedule s JOIN centre c ON c.id = s.centre_id
      WHERE s.next_at <= $1 AND s.paused_at IS NULL AND s.removed_at IS NULL
      ORDER BY s.next_at, s.id LIMIT ${SCHEDULES_MAX}`,
    [new Date(now)],
  );
  let started = 0;
  for (const schedule of due) {
    let occurrence = { date: schedule.nextOn, at: schedule.nextAt.getTime() };
    const timing = readTiming(schedule);
    const oldest = now - MADE_UP_DAYS * DAY_MS;
    while (timing !== null && occurrence.at <= now) {
      const after = Math.max(occurrence.at, oldest);
      const next = computeNextOccurrence(timing, after, schedule.timeZone);
      const isOld = occurrence.at < oldest;
      if (await startOccurrence(schedule, { occurrence, next, isOld })) started += 1;
      occurrence = next;
    }
  }
  return started;
}

type Moment = { date: string; at: number };

/** One that is old is left out. */
async function startOccurrence(
  schedule: DueSchedule,
  { occurrence, next, isOld }: { occurrence: Moment; next: Moment; isOld: boolean },
): Promise<boolean> {
  const asked = isOld ? null : await readAsked(schedule, occurrence.at);
  return inTransaction(async ({ sql: run }) => {
    // Another instance may have been first, or somebody has changed, paused or removed it. What was
    // asked for is of one version: a changed one that is still due is started by the next pass.
    const moved = await run(
      `UPDATE report_schedule SET next_at = $4, next_on = $5
        WHERE id = $1::uuid AND next_at = $2 AND next_on = $3 AND version = $6::int
          AND paused_at IS NULL AND removed_at IS NULL RETURNING id`,
      [
        schedule.id,
        new Date(occurrence.at),
        occurrence.date,
        new Date(next.at),
        next.date,
        schedule.version,
      ],
    );
    if (moved.length === 0 || asked === null) return false;
    const runId = await storeRun(run, {
      schedule,
      // A date may have two: one before and one after somebody has chosen a later time.
      occurrence: new Date(occurrence.at).toISOString(),
      dueAt: occurrence.at,
      asked,
      startedById: null,
    });
    return runId !== null;
  });
}

type Closed = RunnableSchedule & DateRange & { number: number; at: Date };

/** Each closing of a period is an occurrence, and so is a closing after a reopening. */
async function startByPeriods(now: number): Promise<number> {
  const closed = await sql<Closed>(
    `SELECT ${RUNNABLE_COLUMNS}, p."from", p."to", p.number, p.acted_at AS at
       FROM report_schedule s
       JOIN centre c ON c.id = s.centre_id
       JOIN closed_period p ON p.centre_id = s.centre_id AND p.action = 'closed'
        AND p.acted_at >= s.since AND p.acted_at <= $1
      WHERE s.cadence = 'period-close' AND s.paused_at IS NULL AND s.removed_at IS NULL
        AND NOT EXISTS (SELECT FROM report_run r
              WHERE r.schedule_id = s.id AND r.occurrence = 'period-' || p.number)
      ORDER BY p.acted_at, s.id LIMIT ${SCHEDULES_MAX}`,
    [new Date(now)],
  );
  let started = 0;
  for (const { from, to, number, at, ...schedule } of closed) {
    const range = schedule.period === "closed-period" ? { from, to } : undefined;
    const asked = await readAsked(schedule, at.getTime(), range);
    const runId = await inTransaction(({ sql: run }) =>
      storeRun(run, {
        schedule,
        occurrence: `period-${number}`,
        dueAt: at.getTime(),
        asked,
        startedById: null,
      }),
    );
    if (runId !== null) started += 1;
  }
  return started;
}
