import "server-only";

/** What people do to a reconciliation. Each command writes the change and its trail together. */
import type { z } from "zod";
import type { addNoteSchema, DayDetail } from "@/lib/contracts/reconciliation";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { lockDays } from "../db/advisory-lock";
import { inTransaction, type Sql } from "../db/sql";
import { isPeriodClosed } from "../periods/queries";
import { dayAsItIs } from "./current-day";

/** Of the whole day, unless a line is named. */
type NoteInput = z.infer<typeof addNoteSchema> & { centreId: string; date: string };

/**
 * Answers the day with its new version. CONFLICT, with the day as it is, when the reader had an
 * older version on the screen; a closed day takes no further notes.
 */
export async function addNote(
  scope: Scope<"reconciliation:note">,
  { centreId, date, version, text, ...line }: NoteInput,
): Promise<DayDetail> {
  const isStale = await inTransaction(async ({ sql }) => {
    await lockDays(sql, [{ centreId, businessDate: date }]);
    const day = await getStanding(sql, { centreId, date });
    if (day.version !== version) return true;
    await refuseClosed(sql, { centreId, date }, day.state);
    const [note] = await sql<{ id: string }>(
      `INSERT INTO note (centre_id, business_date, id, text, author_id, shift_id, till_id,
         tender_id)
       VALUES ($1, $2, gen_random_uuid(), $3, $4, $5, $6, $7) RETURNING id`,
      [
        centreId,
        date,
        text,
        scope.actorId,
        line.shiftId ?? null,
        line.tillId ?? null,
        line.tenderId ?? null,
      ],
    );
    await sql(
      `UPDATE reconciliation
          SET version = version + 1, revision = nextval('reconciliation_revision'),
              changed_at = now()
        WHERE centre_id = $1 AND business_date = $2`,
      [centreId, date],
    );
    await appendAudit(sql, {
      actorId: scope.actorId,
      action: "note.added",
      centreId,
      businessDate: date,
      after: { id: note?.id, text, ...line },
    });
    return false;
  });
  if (!isStale) return dayAsItIs({ centreId, date }, scope.actorId);
  throw new AppError("CONFLICT", "The day has changed since you opened it. Look again.", {
    current: await dayAsItIs({ centreId, date }, scope.actorId),
  });
}

type DayKey = { centreId: string; date: string };

async function getStanding(sql: Sql, { centreId, date }: DayKey) {
  const [day] = await sql<{ version: number; state: string }>(
    "SELECT version, state FROM reconciliation WHERE centre_id = $1 AND business_date = $2",
    [centreId, date],
  );
  if (day !== undefined) return day;
  throw new AppError("NOT_FOUND", "Nothing was reported or counted on this day yet.");
}

async function refuseClosed(sql: Sql, { centreId, date }: DayKey, state: string): Promise<void> {
  if (await isPeriodClosed(sql, { centreId, businessDate: date })) {
    throw new AppError("REFUSED", "The period is closed. Reopen it to add a note.", {
      reason: "period-closed",
    });
  }
  if (state !== "closed") return;
  throw new AppError("REFUSED", "The day is closed. Reopen it to add a note.", {
    reason: "closed",
  });
}
