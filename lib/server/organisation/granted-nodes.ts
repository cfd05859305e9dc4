import "server-only";

/**
 * Finds the nodes whose own rules and settings somebody may change: those on which they have a role
 * that grants it, and the nodes below by the tree of today. Roles in every centre of a node are not
 * enough, because another centre may be placed below it tomorrow.
 */
import { computeBusinessDate } from "@/lib/domain/business-date";
import type { Position } from "@/lib/domain/organisation/organisation";
import { listPath, resolveParents } from "@/lib/domain/organisation/tree";
import { type Permission, rolesWith, type Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { sql } from "../db/sql";

/** Null is every node there is. */
export async function listGrantedNodes<P extends Permission>(
  { actorId, centreIds }: Scope<P>,
  permission: P,
): Promise<string[] | null> {
  if (centreIds === null) return null;
  const granted = await sql<{ nodeId: string }>(
    `SELECT DISTINCT node_id AS "nodeId" FROM held_role
      WHERE user_id = $1::uuid AND node_id IS NOT NULL AND role = ANY ($2::text[])`,
    [actorId, rolesWith(permission)],
  );
  if (granted.length === 0) return [];
  const positions = await sql<Position>(
    `SELECT node_id AS "childId", parent_id AS "parentId", valid_from AS "validFrom", version
       FROM node_position`,
  );
  const today = computeBusinessDate(Date.now(), { timeZone: "UTC", dayStartsAt: "00:00" });
  const parentOf = resolveParents(positions, today);
  const own = new Set(granted.map(({ nodeId }) => nodeId));
  return [...parentOf.keys()].filter((nodeId) => {
    return listPath({ parentOf, nodeOf: new Map([["", nodeId]]) }, "").some((id) => own.has(id));
  });
}

/** A node that is above none of the user's centres looks like one that does not exist. */
export async function assertMayChangeNode<P extends Permission>(
  scope: Scope<P>,
  permission: P,
  nodeId: string,
): Promise<void> {
  const [found] = await sql<{ id: string }>(
    `SELECT id FROM organisation_node o
      WHERE id = $1 AND ($2::text[] IS NULL OR EXISTS (
        SELECT FROM node_reach n WHERE n.node_id = o.id AND n.centre_id = ANY ($2)))`,
    [nodeId, scope.centreIds],
  );
  const granted = await listGrantedNodes(scope, permission);
  if (granted === null ? found !== undefined : granted.includes(nodeId)) return;
  if (found === undefined) throw new AppError("NOT_FOUND", "There is no such node.");
  throw new AppError("FORBIDDEN", "A rule for a node takes a role on it, or on one above it.");
}
