import "server-only";

/**
 * Performs the commands of a reconciliation. Each writes the change together with its audit entry.
 */
import type { z } from "zod";
import type { addNoteSchema } from "@/lib/contracts/reconciliation";
import type { Scope } from "@/lib/domain/permission";
import { appendAudit } from "../audit/append";
import { inTransaction } from "../db/sql";
import { type DayVersion, openDay, raiseVersion } from "../workflow/open-day";

/** The note is about the whole day, unless a line is named. */
type NoteInput = z.infer<typeof addNoteSchema> & { centreId: string; date: string };

export type AddedNote = DayVersion & { id: string };

/** Throws CONFLICT when the reader had an older version; a closed day accepts no further notes. */
export async function addNote(
  scope: Scope<"reconciliation:note">,
  { centreId, date, version, text, ...line }: NoteInput,
): Promise<AddedNote> {
  const key = { centreId, businessDate: date };
  return inTransaction(async ({ sql }) => {
    const opened = await openDay(sql, key, { change: "note", version });
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
    if (note === undefined) throw new Error("The note that was just stored is not there");
    const day = await raiseVersion(sql, key, opened);
    await appendAudit(sql, {
      actorId: scope.actorId,
      action: "note.added",
      centreId,
      businessDate: date,
      after: { id: note.id, text, ...line },
    });
    return { ...day, id: note.id };
  });
}
