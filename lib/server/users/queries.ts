import "server-only";

/** Reads users and their roles. */
import type { Me, UserRow } from "@/lib/contracts/user";
import { listInArea, presenceIn } from "@/lib/domain/delegation";
import type { GrantedRole } from "@/lib/domain/permission-change";
import { type Actor, listPermissions, type Scope } from "@/lib/domain/permission";
import { HAS_SECOND_FACTOR } from "../auth/has-second-factor";
import { prisma } from "../db/client";
import { sql } from "../db/sql";
import { areaValues, IS_IN_AREA, readArea } from "./area";
import { ACCOUNT_STATE, RULE_ROLES, STORED_ROLES, WAITING_ROLES } from "./user-rows";

const USERS_MAX = 10_000;

type Row = Omit<UserRow, "createdAt" | "hasRolesElsewhere"> & {
  createdAt: Date;
  waiting: GrantedRole[];
};

/**
 * Lists enabled users first, in order of name. Administrators of some centres see who has a role in
 * them, with those roles alone.
 */
export async function listUsers(scope: Scope<"user:administer">): Promise<UserRow[]> {
  const area = await readArea(scope);
  const rows = await sql<Row>(
    `SELECT u.id, u.email, u.name, u.created_at AS "createdAt",
            ${ACCOUNT_STATE} AS state, u.ends_on AS "endsOn",
            NOT coalesce(u.ends_on > (SELECT organisation_date()), true) AS "hasEnded",
            ${HAS_SECOND_FACTOR} AS "hasSecondFactor",
            ${STORED_ROLES} AS roles, ${RULE_ROLES} AS "ruleRoles",
            ${WAITING_ROLES} AS waiting
       FROM "user" u
      WHERE u.erased_at IS NULL AND ${IS_IN_AREA}
      ORDER BY (u.disabled_at IS NOT NULL), lower(u.name), u.id LIMIT $3`,
    [...areaValues(area), USERS_MAX],
  );
  return rows.flatMap(({ waiting, ...row }) => {
    const presence = presenceIn(area, { ...row, waiting });
    if (presence === "none") return [];
    return {
      ...row,
      createdAt: row.createdAt.toISOString(),
      roles: listInArea(area, row.roles),
      ruleRoles: listInArea(area, row.ruleRoles),
      hasRolesElsewhere: presence === "partly",
    };
  });
}

/** Returns the reader and what a screen may offer, already restricted when an API token asks. */
export async function getMe(actor: Actor): Promise<Me> {
  const { email } = await prisma().user.findUniqueOrThrow({
    where: { id: actor.userId },
    select: { email: true },
  });
  const roles = [...actor.roles].flatMap(([centreId, granted]) =>
    granted.map((role) => ({ centreId, role })),
  );
  return { id: actor.userId, email, name: actor.name, permissions: listPermissions(actor), roles };
}
