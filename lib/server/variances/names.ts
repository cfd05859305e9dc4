import "server-only";

/**
 * Finds the names of the keys of rows: the name that a centre used on its newest day, and of
 * several the most frequent.
 */
import type { VarianceRow } from "@/lib/contracts/variance";
import { sql } from "../db/sql";

type Kind = "shift" | "till" | "tender";
type NameRecord = {
  named_id: string;
  name: string | null;
  tender_kind: NonNullable<VarianceRow["tenderKind"]> | null;
};
export type Named = {
  name: string | null;
  tenderKind: NonNullable<VarianceRow["tenderKind"]> | null;
};

export async function namesOf(
  kind: Kind,
  ids: readonly string[],
  centreIds: readonly string[] | null,
): Promise<Map<string, Named>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<NameRecord>(
    `SELECT named_id, mode() WITHIN GROUP (ORDER BY name) AS name,
            mode() WITHIN GROUP (ORDER BY tender_kind) AS tender_kind
       FROM (SELECT DISTINCT ON (centre_id, named_id) * FROM variance_name
              WHERE kind = $1 AND named_id = ANY($2::text[])
                AND ($3::text[] IS NULL OR centre_id = ANY($3::text[]))
              ORDER BY centre_id, named_id, (name IS NULL AND tender_kind IS NULL),
                used_on DESC NULLS LAST, id DESC) latest
      GROUP BY named_id`,
    [kind, [...new Set(ids)], centreIds],
  );
  return new Map(
    rows.map(({ named_id: id, name, tender_kind: tenderKind }) => [id, { name, tenderKind }]),
  );
}

/** The key is `centre till`, because tills of different centres share ids, and no names. */
export async function tillNames(
  tills: readonly { centreId: string; tillId: string }[],
): Promise<Map<string, string | null>> {
  if (tills.length === 0) return new Map();
  const rows = await sql<{ centre_id: string; named_id: string; name: string | null }>(
    `SELECT DISTINCT ON (centre_id, named_id) centre_id, named_id, name
       FROM variance_name JOIN unnest($1::text[], $2::text[]) AS k (centre_id, named_id)
      USING (centre_id, named_id)
      WHERE kind = 'till'
      ORDER BY centre_id, named_id, name IS NULL, used_on DESC NULLS LAST, id DESC`,
    [tills.map(({ centreId }) => centreId), tills.map(({ tillId }) => tillId)],
  );
  return new Map(rows.map((row) => [`${row.centre_id} ${row.named_id}`, row.name]));
}
