import "server-only";

/** Reads everything that was ever stored of the tree. It is small beside what centres count. */
import type {
  OrganisationHistory,
  OrganisationNode,
  Position,
} from "@/lib/domain/organisation/organisation";
import { NODE_KINDS } from "@/lib/domain/organisation/organisation";
import type { Sql } from "../db/sql";

export type StoredOrganisation = OrganisationHistory & { version: number };

type NodeRecord = { id: string; kind: string; name: string; version: number };

/** `until` is a moment: what was stored after it is left out. */
export async function readHistory(sql: Sql, until: string | null): Promise<StoredOrganisation> {
  const nodes = await sql<NodeRecord>(
    "SELECT id, kind, name, version FROM organisation_node ORDER BY lower(name), id",
  );
  const nodePositions = await sql<Position>(
    `SELECT node_id AS "childId", parent_id AS "parentId", valid_from AS "validFrom", version
       FROM node_position WHERE $1::timestamptz IS NULL OR created_at <= $1::timestamptz`,
    [until],
  );
  const centrePositions = await sql<Position>(
    `SELECT centre_id AS "childId", node_id AS "parentId", valid_from AS "validFrom", version
       FROM centre_position WHERE $1::timestamptz IS NULL OR created_at <= $1::timestamptz`,
    [until],
  );
  const versions = [nodes, nodePositions, centrePositions].flat().map(({ version }) => version);
  return {
    nodes: nodes.flatMap(toNode),
    nodePositions,
    centrePositions,
    version: versions.reduce((latest, version) => Math.max(latest, version), 0),
  };
}

/** A kind that a newer version stored means nothing to this one. */
function toNode({ id, kind: stored, name }: NodeRecord): OrganisationNode[] {
  const kind = NODE_KINDS.find((one) => one === stored);
  return kind === undefined ? [] : [{ id, kind, name }];
}
