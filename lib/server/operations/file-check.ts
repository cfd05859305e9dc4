import "server-only";

/** Reads what the last comparison of stored files with rows has found. */
import type { FileCheck } from "@/lib/contracts/operations";
import { sql } from "../db/sql";

type Row = Omit<FileCheck, "checkedAt"> & { checkedAt: Date };

/** Null before the first. Of the missing files, some are named with the day that they belong to. */
export async function findFileCheck(): Promise<FileCheck | null> {
  const [row] = await sql<Row>(
    `SELECT f.kind, f.checked_at AS "checkedAt", f.files, f.bytes::float8 AS bytes, f.swept,
            f.missing, e.examples
       FROM file_check f CROSS JOIN LATERAL (
         SELECT coalesce(json_agg(json_build_object('centreId', n.centre_id,
                  'businessDate', n.business_date, 'fileName', n.file_name)
                  ORDER BY n.centre_id, n.business_date, n.file_name), '[]') AS examples
           FROM (SELECT centre_id, business_date, file_name
                   FROM attachment WHERE sha256 = ANY (f.missing_hashes)
                 UNION ALL
                 SELECT centre_id, NULL, file_name
                   FROM petty_cash_photo WHERE sha256 = ANY (f.missing_hashes)
                 LIMIT 20) n) e`,
  );
  return row === undefined ? null : { ...row, checkedAt: row.checkedAt.toISOString() };
}
