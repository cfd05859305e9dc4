import "server-only";

/** Lists what was attached to a day and its lines. The files themselves are stored elsewhere. */
import type { AttachmentView } from "@/lib/contracts/attachment";
import type { DayKey } from "@/lib/domain/keys";
import type { Sql } from "../db/sql";

type AttachmentRecord = {
  id: string;
  shift_id: string | null;
  till_id: string | null;
  tender_id: string | null;
  file_name: string;
  content_type: AttachmentView["contentType"];
  bytes: number;
  sha256: string;
  by: string;
  created_at: Date;
};

const COLUMNS = `a.id, a.shift_id, a.till_id, a.tender_id, a.file_name, a.content_type, a.bytes,
  a.sha256, coalesce(u.name, '') AS by, a.created_at`;
const ROWS_MAX = 500;

export async function listAttachments(
  run: Sql,
  { centreId, businessDate }: DayKey,
): Promise<AttachmentView[]> {
  const rows = await run<AttachmentRecord>(
    `SELECT ${COLUMNS} FROM attachment a LEFT JOIN "user" u ON u.id = a.author_id
      WHERE a.centre_id = $1 AND a.business_date = $2
      ORDER BY a.created_at, a.id LIMIT ${ROWS_MAX}`,
    [centreId, businessDate],
  );
  return rows.map(toAttachment);
}

export async function findAttachment(
  run: Sql,
  { centreId, businessDate, id }: DayKey & { id: string },
): Promise<AttachmentView | null> {
  const [row] = await run<AttachmentRecord>(
    `SELECT ${COLUMNS} FROM attachment a LEFT JOIN "user" u ON u.id = a.author_id
      WHERE a.centre_id = $1 AND a.business_date = $2 AND a.id = $3::uuid`,
    [centreId, businessDate, id],
  );
  return row === undefined ? null : toAttachment(row);
}

function toAttachment(row: AttachmentRecord): AttachmentView {
  return {
    id: row.id,
    shiftId: row.shift_id,
    tillId: row.till_id,
    tenderId: row.tender_id,
    fileName: row.file_name,
    contentType: row.content_type,
    bytes: row.bytes,
    sha256: row.sha256,
    by: row.by,
    at: row.created_at.toISOString(),
  };
}
