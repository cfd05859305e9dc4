import "server-only";

/** Reads what a counter wrote and photographed about the counts of one day. */
import type { OwnRemarks } from "@/lib/contracts/count-remark";
import { type DayKey, formatLinePosition } from "@/lib/domain/keys";
import type { Sql } from "../db/sql";

type RemarkRow = {
  kind: "note" | "photo";
  id: string;
  shiftId: string;
  tillId: string;
  tenderId: string;
  text: string;
  at: Date;
};

const REMARKS_MAX = 500;

/** The keys are those of `formatLinePosition`; the remarks of a line are in the order of time. */
export async function listOwnRemarks(
  sql: Sql,
  { centreId, businessDate }: DayKey,
  readerId: string,
): Promise<Map<string, OwnRemarks>> {
  const rows = await sql<RemarkRow>(
    `SELECT 'note' AS kind, id, shift_id AS "shiftId", till_id AS "tillId",
            tender_id AS "tenderId", text, created_at AS at
       FROM note
      WHERE centre_id = $1 AND business_date = $2 AND author_id = $3 AND tender_id IS NOT NULL
      UNION ALL
     SELECT 'photo', id, shift_id, till_id, tender_id, file_name, created_at
       FROM attachment
      WHERE centre_id = $1 AND business_date = $2 AND author_id = $3 AND tender_id IS NOT NULL
      ORDER BY at, id LIMIT ${REMARKS_MAX}`,
    [centreId, businessDate, readerId],
  );
  const remarks = new Map<string, OwnRemarks>();
  for (const { kind, id, text, at, ...position } of rows) {
    const key = formatLinePosition(position);
    const ofLine = remarks.get(key) ?? { notes: [], photos: [] };
    remarks.set(key, ofLine);
    if (kind === "note") ofLine.notes.push({ id, text, at: at.toISOString() });
    else ofLine.photos.push({ id, fileName: text, at: at.toISOString() });
  }
  return remarks;
}
