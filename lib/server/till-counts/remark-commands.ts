import "server-only";

/** Adds a counter's note to a count. The note is one of the day, about the line of the count. */
import type { AddCountNote, AddedRemark } from "@/lib/contracts/count-remark";
import type { LineKey } from "@/lib/domain/keys";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { inTransaction, type Sql, sql as readSql } from "../db/sql";
import { openDay, raiseVersion } from "../workflow/open-day";
import { findCountInForce } from "./queries";

/** Notes are accepted until the day is closed, because they change no figure. */
export async function addCountNote(
  scope: Scope<"till-count:record">,
  { text, ...key }: AddCountNote,
): Promise<AddedRemark> {
  const { centreId, businessDate, shiftId, tillId, tenderId } = key;
  return inTransaction(async ({ sql }) => {
    const opened = await openDay(sql, key, { change: "note" });
    await requireCount(key, sql);
    const [note] = await sql<{ id: string }>(
      `INSERT INTO note (centre_id, business_date, id, text, author_id, shift_id, till_id,
         tender_id)
       VALUES ($1, $2, gen_random_uuid(), $3, $4, $5, $6, $7) RETURNING id`,
      [centreId, businessDate, text, scope.actorId, shiftId, tillId, tenderId],
    );
    if (note === undefined) throw new Error("The note that was just stored is not there");
    await raiseVersion(sql, key, opened);
    await appendAudit(sql, {
      actorId: scope.actorId,
      action: "note.added",
      centreId,
      businessDate,
      after: { id: note.id, text, shiftId, tillId, tenderId },
    });
    return { id: note.id };
  });
}

/** Only what was counted can be remarked on, so that nobody learns which lines Cashrec has. */
export async function requireCount(key: LineKey, sql: Sql = readSql): Promise<void> {
  if ((await findCountInForce(sql, key)) !== null) return;
  throw new AppError("NOT_FOUND", "There is no such count.");
}
