import "server-only";

/** Reads which nodes are above some centres, at any date: a moment's views end with that moment. */
import type { Position } from "@/lib/domain/organisation/organisation";
import { readNodeScope } from "@/lib/domain/organisation/node-scope";
import { createPathLookup, NO_PATHS, type PathLookup } from "@/lib/domain/organisation/path-lookup";
import type { Sql } from "../db/sql";

/** Reads the tree only where a node is among the scopes that have something of their own. */
export async function readPathsWhereUsed(
  sql: Sql,
  scopeIds: readonly string[],
  having: readonly string[],
): Promise<PathLookup> {
  const isUsed = having.some((scopeId) => readNodeScope(scopeId) !== null);
  return isUsed ? readPaths(sql, scopeIds) : NO_PATHS;
}

/**
 * There are few nodes beside the centres, so that all of their positions are read. A node may be
 * asked for as "@north": above it is what is above a centre that is directly below it.
 */
export async function readPaths(sql: Sql, scopeIds: readonly string[]): Promise<PathLookup> {
  const positions = await sql<Position & { isNode: boolean }>(
    `SELECT node_id AS "childId", parent_id AS "parentId", valid_from AS "validFrom", version,
            true AS "isNode"
       FROM node_position
      UNION ALL
     SELECT centre_id, node_id, valid_from, version, false
       FROM centre_position WHERE centre_id = ANY ($1::text[])`,
    [[...new Set(scopeIds)]],
  );
  const ofNodes = [...new Set(scopeIds)].flatMap((scopeId) => {
    const parentId = readNodeScope(scopeId);
    return parentId === null ? [] : [{ childId: scopeId, parentId, validFrom: "", version: 0 }];
  });
  return createPathLookup({
    nodePositions: positions.filter(({ isNode }) => isNode),
    centrePositions: [...positions.filter(({ isNode }) => !isNode), ...ofNodes],
  });
}
