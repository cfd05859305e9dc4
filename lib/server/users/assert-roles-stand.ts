import "server-only";

/**
 * Roles name centres and nodes: a role for a missing one would take effect for one that is added
 * afterwards. One outside of the administrator's area looks like a missing one.
 */
import type { Area } from "@/lib/domain/delegation";
import type { GrantedRole } from "@/lib/domain/permission-change";
import { AppError } from "../app-error";
import type { Sql } from "../db/sql";
import { areaValues } from "./area";

export async function assertRolesStand(
  sql: Sql,
  area: Area,
  roles: readonly GrantedRole[],
): Promise<void> {
  const centreIds = roles.flatMap((one) => ("centreId" in one ? [one.centreId] : []));
  const nodeIds = roles.flatMap((one) => ("nodeId" in one ? [one.nodeId] : []));
  const missing = await sql<{ id: string; kind: string }>(
    `SELECT w.id, 'centre' AS kind FROM unnest($1::text[]) AS w (id)
      WHERE (w.id <> '*' OR $3::text[] IS NOT NULL)
        AND NOT EXISTS (SELECT FROM centre c
                         WHERE c.id = w.id AND ($3::text[] IS NULL OR c.id = ANY ($3::text[])))
      UNION
     SELECT w.id, 'node' FROM unnest($2::text[]) AS w (id)
      WHERE NOT EXISTS (SELECT FROM organisation_node n
                         WHERE n.id = w.id AND ($4::text[] IS NULL OR n.id = ANY ($4::text[])))
      ORDER BY kind, id LIMIT 5`,
    [centreIds, nodeIds, ...areaValues(area)],
  );
  const [first] = missing;
  if (first === undefined) return;
  const ids = missing.filter(({ kind }) => kind === first.kind).map(({ id }) => id);
  throw new AppError("REFUSED", `There is no ${first.kind} ${ids.join(", ")}. Add it first.`, {
    reason: `no-such-${first.kind}`,
  });
}
