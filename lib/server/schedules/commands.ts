import "server-only";

/** Creates, changes and removes schedules. Only their author does. */
import { randomUUID } from "node:crypto";
import type { ChangeSchedule, CreateSchedule } from "@/lib/contracts/schedule";
import type { Language } from "@/lib/domain/format";
import { type Actor, proveAnywhere, type Scope } from "@/lib/domain/permission";
import { computeNextOccurrence } from "@/lib/domain/schedule/occurrence";
import { listFormats } from "@/lib/domain/schedule/schedule";
import type { ViewPage } from "@/lib/domain/screen/saved-view";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { inTransaction, type Sql } from "../db/sql";
import { findView } from "../saved-views/queries";
import { refuseUnknownRecipients } from "./recipients";
import { readTiming } from "./start-due";

type Author = Scope<"report:schedule">;
type Key = { scheduleId: string };
/** The scope of the request covers the centre of the clock alone. */
type Call = { actor: Actor; language: Language };

const SCHEDULES_MAX = 50;

export async function createSchedule(
  input: CreateSchedule,
  { actor, language }: Call,
  now = Date.now(),
): Promise<{ id: string }> {
  const author = proveAuthor(actor);
  const page = await readPage(actor, input);
  const id = randomUUID();
  await inTransaction(async ({ sql }) => {
    await refuseUnknownRecipients(sql, author, input.recipientIds);
    const rows = await sql(
      `INSERT INTO report_schedule (id, name, author_id, view_id, page, format, period, cadence,
         weekday, day, at_time, centre_id, delivery, language)
       SELECT $1::uuid, $2, $3::uuid, $4::uuid, $5, $6, $7, $8, $9::int, $10::int, $11, $12, $13,
              $14
        WHERE (SELECT count(*) FROM report_schedule
                WHERE author_id = $3::uuid AND removed_at IS NULL) < $15::int
       RETURNING id`,
      [
        id,
        input.name,
        actor.userId,
        input.viewId,
        page,
        ...valuesOf(input),
        language,
        SCHEDULES_MAX,
      ],
    );
    if (rows.length === 0) {
      const message = `You have ${SCHEDULES_MAX} schedules. Remove one first.`;
      throw new AppError("REFUSED", message, { reason: "too-many-schedules" });
    }
    await storeRecipients(sql, id, input.recipientIds);
    await storeNext(sql, id, input, now);
    const after = { scheduleId: id, ...recorded(input), paused: false };
    await appendAudit(sql, { actorId: actor.userId, action: "schedule.created", after });
  });
  return { id };
}

type DueBy = Pick<CreateSchedule, "cadence" | "weekday" | "day" | "atTime" | "centreId">;
type Stored = Omit<CreateSchedule, "recipientIds"> & { version: number; paused: boolean };

export async function changeSchedule(
  input: ChangeSchedule,
  { actor }: Pick<Call, "actor">,
  now = Date.now(),
): Promise<{ version: number }> {
  const author = proveAuthor(actor);
  const { scheduleId, version, paused } = input;
  const page = await readPage(actor, input);
  return inTransaction(async ({ sql }) => {
    const [before] = await sql<Stored>(
      `SELECT name, view_id::text AS "viewId", format, period, cadence, weekday, day,
              at_time AS "atTime", centre_id AS "centreId", delivery, version,
              paused_at IS NOT NULL AS "paused"
         FROM report_schedule
        WHERE id = $1::uuid AND author_id = $2::uuid AND removed_at IS NULL FOR UPDATE`,
      [scheduleId, actor.userId],
    );
    if (before === undefined) throw noSuchSchedule();
    if (before.version !== version) throw changedMeanwhile(before.version);
    const known = await listRecipientIds(sql, scheduleId);
    await refuseUnknownRecipients(
      sql,
      author,
      input.recipientIds.filter((id) => !known.includes(id)),
    );
    // Periods that were closed while it was paused, or had another cadence, are not made up for.
    await sql(
      `UPDATE report_schedule
          SET name = $2, view_id = $3::uuid, page = $4, format = $5, period = $6,
              since = CASE WHEN paused_at IS NOT NULL OR cadence <> $7 OR centre_id <> $11
                           THEN now() ELSE since END,
              cadence = $7, weekday = $8::int, day = $9::int, at_time = $10, centre_id = $11,
              delivery = $12, version = version + 1, changed_at = now(),
              paused_at = CASE WHEN $13::boolean THEN coalesce(paused_at, now()) END
        WHERE id = $1::uuid`,
      [scheduleId, input.name, input.viewId, page, ...valuesOf(input), paused],
    );
    await storeRecipients(sql, scheduleId, input.recipientIds);
    if (before.paused || !isDueAlike(before, input)) await storeNext(sql, scheduleId, input, now);
    await appendAudit(sql, {
      actorId: actor.userId,
      action: "schedule.changed",
      before: {
        scheduleId,
        ...recorded({ ...before, recipientIds: known }),
        paused: before.paused,
      },
      after: { scheduleId, ...recorded(input), paused },
    });
    return { version: version + 1 };
  });
}

/** Its runs stay in the history. */
export async function removeSchedule({ actorId }: Author, { scheduleId }: Key): Promise<void> {
  await inTransaction(async ({ sql }) => {
    const [removed] = await sql<{ name: string }>(
      `UPDATE report_schedule SET removed_at = now()
        WHERE id = $1::uuid AND author_id = $2::uuid AND removed_at IS NULL RETURNING name`,
      [scheduleId, actorId],
    );
    if (removed === undefined) throw noSuchSchedule();
    const before = { scheduleId, name: removed.name };
    await appendAudit(sql, { actorId, action: "schedule.removed", before });
  });
}

function proveAuthor(actor: Actor): Author {
  const author = proveAnywhere(actor, "report:schedule");
  if (author === null) throw noSuchSchedule();
  return author;
}

/** The author may open the view, and its page has such files. */
async function readPage(actor: Actor, { viewId, format }: CreateSchedule): Promise<ViewPage> {
  const reader = proveAnywhere(actor, "reconciliation:view");
  const view = reader === null ? null : await findView(reader, viewId);
  if (view === null) {
    throw new AppError("REFUSED", "There is no such view that you may open.", {
      reason: "unknown-view",
    });
  }
  if (listFormats(view.page).includes(format)) return view.page;
  throw new AppError("REFUSED", "Variances are made as PDF or XLSX.", { reason: "no-such-format" });
}

function valuesOf(input: CreateSchedule): (string | number | null)[] {
  const { format, period, cadence, weekday, day, atTime, centreId, delivery } = input;
  return [format, period, cadence, weekday, day, atTime, centreId, delivery];
}

async function listRecipientIds(sql: Sql, scheduleId: string): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `SELECT user_id::text AS id FROM report_recipient WHERE schedule_id = $1::uuid ORDER BY 1`,
    [scheduleId],
  );
  return rows.map(({ id }) => id);
}

async function storeRecipients(sql: Sql, scheduleId: string, ids: readonly string[]) {
  await sql(
    `DELETE FROM report_recipient WHERE schedule_id = $1::uuid AND user_id <> ALL ($2::uuid[])`,
    [scheduleId, ids],
  );
  await sql(
    `INSERT INTO report_recipient (schedule_id, user_id)
     SELECT $1::uuid, id FROM unnest($2::uuid[]) AS k (id) ON CONFLICT DO NOTHING`,
    [scheduleId, ids],
  );
}

/** What is due already, and waits to be started, stays so when something else is changed. */
function isDueAlike(one: DueBy, other: DueBy): boolean {
  const timing = ({ cadence, weekday, day, atTime, centreId }: DueBy) =>
    [cadence, weekday, day, atTime, centreId].join(" ");
  return timing(one) === timing(other);
}

/** What is due counts from now on. */
async function storeNext(sql: Sql, scheduleId: string, input: CreateSchedule, now: number) {
  const timing = readTiming(input);
  const [centre] = await sql<{ timeZone: string }>(
    `SELECT time_zone AS "timeZone" FROM centre WHERE id = $1`,
    [input.centreId],
  );
  const next =
    timing === null || centre === undefined
      ? null
      : computeNextOccurrence(timing, now, centre.timeZone);
  await sql(`UPDATE report_schedule SET next_at = $2, next_on = $3 WHERE id = $1::uuid`, [
    scheduleId,
    next === null ? null : new Date(next.at),
    next?.date ?? null,
  ]);
}

/** What the trail has of a schedule. */
function recorded(input: CreateSchedule) {
  const { name, viewId, format, period, cadence, weekday, day, atTime, centreId } = input;
  const { delivery, recipientIds } = input;
  return {
    name,
    viewId,
    format,
    period,
    cadence,
    weekday,
    day,
    atTime,
    centreId,
    delivery,
    recipientIds,
  };
}

export function noSuchSchedule(): AppError {
  return new AppError("NOT_FOUND", "There is no such schedule of yours.");
}

export function changedMeanwhile(current: number): AppError {
  const message = "This schedule has been changed meanwhile. Look at it again.";
  return new AppError("CONFLICT", message, { current });
}
