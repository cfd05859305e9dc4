/** A petty cash fund with one entry, and the attachment of the matrix as the photo of a receipt. */
import { sql } from "@/lib/server/db/sql";
import type { Fixture } from "./matrix-fixture";

export async function arrangeFund({ centreId, userId, date, attachmentId }: Fixture) {
  await sql(
    `INSERT INTO petty_cash_fund (centre_id, version, currency, created_by_id)
     VALUES ($1, 1, 'EUR', $2)`,
    [centreId, userId],
  );
  await sql(
    `INSERT INTO petty_cash_entry (centre_id, number, kind, business_date, amount_minor, source,
       paid_by_id, recorded_by_id)
     VALUES ($1, 1, 'top-up', $2, 50000, 'bank', $3, $3)`,
    [centreId, date, userId],
  );
  await sql(
    `INSERT INTO petty_cash_photo
     SELECT centre_id, id, file_name, content_type, bytes, sha256, author_id, created_at
       FROM attachment WHERE id = $1::uuid`,
    [attachmentId],
  );
}
