import "server-only";

/** What people do to a reconciliation. Each command writes the change and its trail together. */
import type { DayDetail } from "@/lib/contracts/reconciliation";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { NO_SUCH_CENTRE } from "../centres/queries";
import { appendAudit } from "../audit/append";
import { inTransaction, type Sql } from "../db/sql";
import { findDay } from "./queries-day";

type NoteInput = { centreId: string; date: string; version: number; text: string };

/**
 * Answers the day with its new version. CONFLICT, with the day as it is, when the reader had an
 * older version on the screen; a closed day takes no further notes.
 */
export async function addNote(
  scope: Scope<"reconciliation:note">,
  { centreId, date, version, text }: NoteInput,
): Promise<DayDetail> {
  await inTransaction(async ({ sql }) => {
    const day = await lockDay(sql, { centreId, date });
    if (day.version !== version) await refuseStale({ centreId, date });
    if (day.state === "closed") {
      throw new AppError("REFUSED", "The day is closed. Reopen it to add a note.", {
        reason: "closed",
      });
    }
    const [note] = await sql<{ id: string }>(
      `INSERT INTO note (centre_id, business_date, id, text, author_id)
       VALUES ($1, $2, gen_random_uuid(), $3, $4) RETURNING id`,
      [centreId, date, text, scope.actorId],
    );
    await sql(
      `UPDATE reconciliation
          SET version = version + 1, revision = nextval('reconciliation_revision'),
              changed_at = now()
        WHERE centre_id = $1 AND business_date = $2`,
      [centreId, date],
    );
    await appendAudit(sql, {
      ...{ actorId: scope.actorId, action: "note.added", centreId, businessDate: date },
      after: { id: note?.id, text },
    });
  });
  return dayAsItIs({ centreId, date });
}

type DayKey = { centreId: string; date: string };

async function lockDay(sql: Sql, { centreId, date }: DayKey) {
  const [day] = await sql<{ version: number; state: string }>(
    `SELECT version, state FROM reconciliation
      WHERE centre_id = $1 AND business_date = $2 FOR UPDATE`,
    [centreId, date],
  );
  if (day !== undefined) return day;
  throw new AppError("NOT_FOUND", "Nothing was reported or counted on this day yet.");
}

async function refuseStale(key: DayKey): Promise<never> {
  throw new AppError("CONFLICT", "The day has changed since you opened it. Look again.", {
    current: await dayAsItIs(key),
  });
}

async function dayAsItIs(key: DayKey): Promise<DayDetail> {
  const day = await findDay(key);
  if (day === null) throw new AppError("NOT_FOUND", NO_SUCH_CENTRE);
  return day;
}
