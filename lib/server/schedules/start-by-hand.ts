import "server-only";

/** Runs a schedule now, or an earlier run again; and lets recipients stop what they get. */
import { randomUUID } from "node:crypto";
import type { StartRun, StopMail } from "@/lib/contracts/schedule";
import type { DateRange } from "@/lib/domain/business-date";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { inTransaction, type Sql, sql } from "../db/sql";
import { addJob, ensureJobTables } from "../queue/queue";
import { changedMeanwhile, noSuchSchedule } from "./commands";
import {
  type Asked,
  readAsked,
  RUNNABLE_COLUMNS,
  type RunnableSchedule,
  storeRun,
} from "./start-run";

/** A run by hand is an occurrence of its own, so that one that is due now is made all the same. */
export async function startRun(
  { actorId }: Scope<"report:schedule">,
  { scheduleId, runId }: StartRun,
  now = Date.now(),
): Promise<{ runId: string }> {
  const [schedule] = await sql<RunnableSchedule>(
    `SELECT ${RUNNABLE_COLUMNS} FROM report_schedule s JOIN centre c ON c.id = s.centre_id
      WHERE s.id = $1::uuid AND s.author_id = $2::uuid AND s.removed_at IS NULL`,
    [scheduleId, actorId],
  );
  if (schedule === undefined) throw noSuchSchedule();
  const asked = await readAskedAgain(schedule, runId, now);
  if (asked.failure !== null) throw refused(asked.failure);
  await ensureJobTables();
  return inTransaction(async ({ sql: run }) => {
    const started = await storeRun(run, {
      schedule,
      occurrence: `by-hand-${randomUUID()}`,
      dueAt: now,
      asked,
      startedById: actorId,
    });
    if (started === null) throw await findWhyNotStored(run, scheduleId);
    await addJob(run, { task: "make-reports", payload: {}, key: "make-reports" });
    const after = { scheduleId, runId: started, ...asked.range };
    await appendAudit(run, { actorId, action: "schedule.run", after });
    return { runId: started };
  });
}

/** An occurrence by hand is a new one, so that the schedule is another one, or gone. */
async function findWhyNotStored(run: Sql, scheduleId: string): Promise<AppError> {
  const [left] = await run<{ version: number }>(
    "SELECT version FROM report_schedule WHERE id = $1::uuid AND removed_at IS NULL",
    [scheduleId],
  );
  return left === undefined ? noSuchSchedule() : changedMeanwhile(left.version);
}

/** A run is made again for its own days, with the filters that the view has now. */
async function readAskedAgain(
  schedule: RunnableSchedule,
  runId: string | undefined,
  now: number,
): Promise<Asked> {
  if (runId === undefined) return readAsked(schedule, now);
  const [run] = await sql<Partial<DateRange> & { dueAt: Date }>(
    `SELECT "from", "to", due_at AS "dueAt" FROM report_run
      WHERE id = $1::uuid AND schedule_id = $2::uuid`,
    [runId, schedule.id],
  );
  if (run === undefined) throw new AppError("NOT_FOUND", "There is no such run of yours.");
  const { from, to } = run;
  return from == null || to == null
    ? readAsked(schedule, run.dueAt.getTime())
    : readAsked(schedule, now, { from, to });
}

function refused(failure: string): AppError {
  const sentences: Record<string, string> = {
    "view-gone": "The view of this schedule is gone. Choose another one first.",
    "no-closed-period": "No period of the centre is closed yet.",
  };
  const sentence = sentences[failure] ?? "There is nothing that you may have made.";
  return new AppError("REFUSED", sentence, { reason: failure });
}

export async function stopMail(
  { actorId }: Scope<"reconciliation:view">,
  { scheduleId, stopped }: StopMail,
): Promise<void> {
  await inTransaction(async ({ sql: run }) => {
    const [schedule] = await run<{ name: string }>(
      `SELECT s.name FROM report_schedule s
         JOIN report_recipient r ON r.schedule_id = s.id AND r.user_id = $2::uuid
        WHERE s.id = $1::uuid AND s.removed_at IS NULL`,
      [scheduleId, actorId],
    );
    if (schedule === undefined) throw noSuchSchedule();
    const changed = stopped
      ? await run(
          `INSERT INTO report_stop (schedule_id, user_id) VALUES ($1::uuid, $2::uuid)
           ON CONFLICT DO NOTHING RETURNING user_id`,
          [scheduleId, actorId],
        )
      : await run(
          `DELETE FROM report_stop WHERE schedule_id = $1::uuid AND user_id = $2::uuid
           RETURNING user_id`,
          [scheduleId, actorId],
        );
    if (changed.length === 0) return;
    const action = stopped ? "schedule.mail-stopped" : "schedule.mail-resumed";
    const after = { scheduleId, name: schedule.name };
    await appendAudit(run, { actorId, action, after });
  });
}
