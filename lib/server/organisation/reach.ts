import "server-only";

/** Stores which centres are below which node and when, as far as it differs from what is stored. */
import { computeReach } from "@/lib/domain/organisation/reach";
import type { OrganisationHistory } from "@/lib/domain/organisation/organisation";
import type { Sql } from "../db/sql";

export async function storeReach(sql: Sql, history: OrganisationHistory): Promise<void> {
  const reach = computeReach(history);
  const rows = [
    reach.map(({ nodeId }) => nodeId),
    reach.map(({ centreId }) => centreId),
    reach.map(({ from }) => from),
    reach.map(({ until }) => until),
  ];
  await sql(
    `DELETE FROM node_reach s
      WHERE NOT EXISTS (
        SELECT FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
                 AS r (node_id, centre_id, valid_from, valid_until)
         WHERE r.node_id = s.node_id AND r.centre_id = s.centre_id
           AND r.valid_from = s.valid_from AND r.valid_until IS NOT DISTINCT FROM s.valid_until)`,
    rows,
  );
  await sql(
    `INSERT INTO node_reach (node_id, centre_id, valid_from, valid_until)
     SELECT r.* FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS r
     ON CONFLICT (node_id, centre_id, valid_from) DO NOTHING`,
    rows,
  );
}
