import "server-only";

/** Reads which nodes are above some centres, at any date: a moment's views end with that moment. */
import type { Position } from "@/lib/domain/organisation/organisation";
import { createPathLookup, type PathLookup } from "@/lib/domain/organisation/path-lookup";
import type { Sql } from "../db/sql";

/** There are few nodes beside the centres, so that all of their positions are read. */
export async function readPaths(sql: Sql, centreIds: readonly string[]): Promise<PathLookup> {
  const nodePositions = await sql<Position>(
    `SELECT node_id AS "childId", parent_id AS "parentId", valid_from AS "validFrom", version
       FROM node_position`,
  );
  const centrePositions = await sql<Position>(
    `SELECT centre_id AS "childId", node_id AS "parentId", valid_from AS "validFrom", version
       FROM centre_position WHERE centre_id = ANY ($1::text[])`,
    [[...new Set(centreIds)]],
  );
  return createPathLookup({ nodePositions, centrePositions });
}
