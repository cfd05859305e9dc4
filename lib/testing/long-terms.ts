/** Stores the waterfalls of lines as they were stored before they had a short form. */
import { sql } from "@/lib/server/db/sql";
import {
  readTerms,
  STORED_TERMS,
  type StoredTerms,
  toLongTerm,
} from "@/lib/server/recompute/stored-terms";

const POSITION = "concat_ws(' ', l.centre_id, business_date, shift_id, till_id, tender_id)";

export async function storeLongTerms(): Promise<void> {
  const rows = await sql<{ position: string; terms: StoredTerms }>(
    `SELECT ${POSITION} AS position, ${STORED_TERMS} AS terms
       FROM reconciliation_line l WHERE short_terms IS NOT NULL`,
  );
  await sql(
    `UPDATE reconciliation_line l SET long_terms = k.terms, short_terms = NULL
       FROM unnest($1::text[], $2::jsonb[]) AS k (position, terms) WHERE ${POSITION} = k.position`,
    [
      rows.map(({ position }) => position),
      rows.map(({ terms }) => JSON.stringify(readTerms(terms).map(toLongTerm))),
    ],
  );
}
