import "server-only";

/**
 * Reads whom an administrator of some centres may see and change. Somebody without a role in their
 * area looks like nobody at all.
 */
import { type Area, type RolesOfPerson, presenceIn } from "@/lib/domain/delegation";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import type { Sql } from "../db/sql";
import { listGrantedNodes } from "../organisation/granted-nodes";
import { RULE_ROLES, STORED_ROLES, WAITING_ROLES } from "./user-rows";

export async function readArea(scope: Scope<"user:administer">): Promise<Area> {
  if (scope.centreIds === null) return null;
  const nodeIds = await listGrantedNodes(scope, "user:administer");
  return { centreIds: new Set(scope.centreIds), nodeIds: new Set(nodeIds) };
}

/** The values of `IS_IN_AREA`; null is everything there is. */
export function areaValues(area: Area): [string[], string[]] | [null, null] {
  return area === null ? [null, null] : [[...area.centreIds], [...area.nodeIds]];
}

/**
 * Whether user `u` has a role within the area, or waits for one: nobody else is anybody there.
 * Parameters: $1 its centres, $2 its nodes.
 */
export const IS_IN_AREA = `
  ($1::text[] IS NULL
   OR EXISTS (SELECT FROM held_role h
               WHERE h.user_id = u.id
                 AND (h.centre_id = ANY ($1::text[]) OR h.node_id = ANY ($2::text[])))
   OR EXISTS (SELECT FROM access_request w
               WHERE w.user_id = u.id AND w.outcome IS NULL AND w.kind = 'role'
                 AND (w.centre_id = ANY ($1::text[]) OR w.node_id = ANY ($2::text[]))))`;

/** An erased person is nobody any more. */
export async function findRolesOfPeople(
  sql: Sql,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, RolesOfPerson>> {
  const rows = await sql<RolesOfPerson & { userId: string }>(
    `SELECT u.id::text AS "userId", ${STORED_ROLES} AS roles, ${RULE_ROLES} AS "ruleRoles",
            ${WAITING_ROLES} AS waiting
       FROM "user" u WHERE u.id = ANY ($1::uuid[]) AND u.erased_at IS NULL`,
    [[...userIds]],
  );
  return new Map(rows.map(({ userId, ...person }) => [userId, person]));
}

/** Whoever has roles elsewhere too keeps their account as it is. */
export async function assertWhollyInArea(sql: Sql, area: Area, userId: string): Promise<void> {
  if ((await getPresence(sql, area, userId)) === "wholly") return;
  throw new AppError(
    "REFUSED",
    "This person has roles elsewhere too. An administrator of every centre can do this.",
    { reason: "roles-elsewhere" },
  );
}

export async function getPresence(
  sql: Sql,
  area: Area,
  userId: string,
): Promise<"partly" | "wholly"> {
  if (area === null) return "wholly";
  const person = (await findRolesOfPeople(sql, [userId])).get(userId);
  const presence = person === undefined ? "none" : presenceIn(area, person);
  if (presence !== "none") return presence;
  throw new AppError("NOT_FOUND", "There is no such person.");
}
