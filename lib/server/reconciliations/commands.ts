import "server-only";

/** What people do to a reconciliation. Each command writes the change and its trail together. */
import type { z } from "zod";
import type { addNoteSchema } from "@/lib/contracts/reconciliation";
import type { Scope } from "@/lib/domain/permission";
import { appendAudit } from "../audit/append";
import { inTransaction } from "../db/sql";
import { type DayVersion, openDay, raiseVersion } from "../workflow/open-day";

/** Of the whole day, unless a line is named. */
type NoteInput = z.infer<typeof addNoteSchema> & { centreId: string; date: string };

export type AddedNote = DayVersion & { id: string };

/** CONFLICT when the reader had an older version; a closed day takes no further notes. */
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
