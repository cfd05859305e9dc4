import "server-only";

/**
 * Attaches a file to a day or to one of its lines. The file is on the disk before its row is
 * written.
 */
import type { Attach } from "@/lib/contracts/attachment";
import {
  ATTACHMENT_BYTES_MAX,
  ATTACHMENTS_PER_DAY_MAX,
  safeFileName,
} from "@/lib/domain/attachment/attachment";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import type { DayKey } from "@/lib/domain/keys";
import { inTransaction, type Sql } from "../db/sql";
import { type DayVersion, openDay, raiseVersion } from "../workflow/open-day";
import { type ReceivedFile, receiveFile, type StoredFile, tooLarge } from "./files";

/** Whoever may add notes may attach files; whoever counts or writes about a line a photo of it. */
type Attaches = "reconciliation:note" | "thread:write" | "till-count:record";

export type AddedAttachment = DayVersion & { id: string };

/** The same file of the same person is attached to a line once, however often it is sent. */
type AttachOptions = { onlyOnce?: boolean };

/** The request has no version, because a change by somebody else is no obstacle to a file. */
export async function addAttachment(
  scope: Scope<Attaches>,
  input: Attach,
  request: Request,
  options: AttachOptions = {},
): Promise<AddedAttachment> {
  await inTransaction(({ sql }) => openForAttachment(sql, input));
  if (Number(request.headers.get("content-length") ?? 0) > ATTACHMENT_BYTES_MAX) {
    throw new AppError("TOO_LARGE", tooLarge(ATTACHMENT_BYTES_MAX));
  }
  const body = (request.body ?? []) as AsyncIterable<Uint8Array>;
  const file = await receiveFile(body, ATTACHMENT_BYTES_MAX);
  try {
    return await insertAndStore(scope, input, file, options);
  } finally {
    await file.discard();
  }
}

async function insertAndStore(
  scope: Scope<Attaches>,
  input: Attach,
  file: ReceivedFile,
  { onlyOnce = false }: AttachOptions,
): Promise<AddedAttachment> {
  return inTransaction(async ({ sql }) => {
    // The day is checked again, because it may have been closed while the file arrived.
    const opened = await openForAttachment(sql, input);
    const existing = onlyOnce ? await findSameFile(sql, scope, { ...input, file }) : null;
    if (existing !== null) return { ...opened, id: existing };
    const after = await insertAttachment(sql, scope, { ...input, file });
    const day = await raiseVersion(sql, keyOf(input), opened);
    await appendAudit(sql, {
      actorId: scope.actorId,
      action: "attachment.added",
      after,
      centreId: input.centreId,
      businessDate: input.date,
    });
    // This is the last step before the commit, so that a row that is refused leaves no file.
    await file.keep(sql);
    return { ...day, id: after.id };
  });
}

function keyOf({ centreId, date }: Attach): DayKey {
  return { centreId, businessDate: date };
}

async function openForAttachment(sql: Sql, input: Attach): Promise<DayVersion> {
  const { centreId, date, ...line } = input;
  const opened = await openDay(sql, keyOf(input), { change: "attachment" });
  const [found] = await sql<{ files: number; here: boolean }>(
    `SELECT count(*)::int AS files,
            $3::text IS NULL OR EXISTS (
              SELECT FROM reconciliation_line
               WHERE centre_id = $1 AND business_date = $2
                 AND shift_id = $3 AND till_id = $4 AND tender_id = $5)
            OR EXISTS (
              SELECT FROM opening_count
               WHERE centre_id = $1 AND business_date = $2
                 AND shift_id = $3 AND till_id = $4 AND $5::text LIKE '~opening-%') AS here
       FROM attachment WHERE centre_id = $1 AND business_date = $2`,
    [centreId, date, line.shiftId ?? null, line.tillId ?? null, line.tenderId ?? null],
  );
  if (found?.here !== true) throw new AppError("NOT_FOUND", "There is no such line on this day.");
  if (found.files < ATTACHMENTS_PER_DAY_MAX) return opened;
  throw new AppError("REFUSED", `A day holds at most ${ATTACHMENTS_PER_DAY_MAX} files.`, {
    reason: "too-many",
  });
}

async function findSameFile(
  sql: Sql,
  { actorId }: Scope<Attaches>,
  { centreId, date, file, shiftId, tillId, tenderId }: Attach & { file: StoredFile },
): Promise<string | null> {
  const [row] = await sql<{ id: string }>(
    `SELECT id FROM attachment
      WHERE centre_id = $1 AND business_date = $2 AND shift_id = $3 AND till_id = $4
        AND tender_id = $5 AND author_id = $6 AND sha256 = $7`,
    [centreId, date, shiftId ?? null, tillId ?? null, tenderId ?? null, actorId, file.sha256],
  );
  return row?.id ?? null;
}

async function insertAttachment(
  sql: Sql,
  { actorId }: Scope<Attaches>,
  { centreId, date, file, ...input }: Attach & { file: StoredFile },
) {
  const { sha256, bytes, contentType } = file;
  const fileName = safeFileName(input.fileName, contentType);
  const { shiftId = null, tillId = null, tenderId = null } = input;
  const [row] = await sql<{ id: string }>(
    `INSERT INTO attachment (centre_id, business_date, id, shift_id, till_id, tender_id, file_name,
       content_type, bytes, sha256, author_id)
     VALUES ($1, $2, gen_random_uuid(), $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
    [centreId, date, shiftId, tillId, tenderId, fileName, contentType, bytes, sha256, actorId],
  );
  if (row === undefined) throw new Error("The attachment that was just stored is not there");
  const line = shiftId === null ? {} : { shiftId, tillId, tenderId };
  return { id: row.id, ...line, fileName, contentType, bytes, sha256 };
}
