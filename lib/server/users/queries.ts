import "server-only";

/** Reads users and their roles. */
import type { FoundUsers, Me, UserRow } from "@/lib/contracts/user";
import { listInArea, presenceIn } from "@/lib/domain/delegation";
import type { GrantedRole } from "@/lib/domain/permission-change";
import { type Actor, listPermissions, type Scope } from "@/lib/domain/permission";
import type { PageAsked } from "@/lib/domain/screen/page";
import { HAS_SECOND_FACTOR } from "../auth/has-second-factor";
import { prisma } from "../db/client";
import { foldText, listPatterns } from "../db/searched-text";
import { sql } from "../db/sql";
import { areaValues, IS_IN_AREA, readArea } from "./area";
import { ACCOUNT_STATE, RULE_ROLES, STORED_ROLES, WAITING_ROLES } from "./user-rows";

const USERS_MAX = 10_000;

type Row = Omit<UserRow, "createdAt" | "hasRolesElsewhere"> & {
  count: number;
  createdAt: Date;
  waiting: GrantedRole[];
};

export async function listUsers(scope: Scope<"user:administer">): Promise<UserRow[]> {
  return (await findUsers(scope, { text: "", skip: 0 })).users;
}

/**
 * Lists enabled users first, in order of name. Administrators of some centres see who has a role in
 * them, with those roles alone. `id` names one of them.
 */
export async function findUsers(
  scope: Scope<"user:administer">,
  { text, skip, limit = USERS_MAX, id }: PageAsked & { id?: string },
): Promise<FoundUsers> {
  const area = await readArea(scope);
  const rows = await sql<Row>(
    `SELECT u.count, u.id, u.email, u.name, u.created_at AS "createdAt",
            ${ACCOUNT_STATE} AS state, u.ends_on AS "endsOn",
            NOT coalesce(u.ends_on > (SELECT organisation_date()), true) AS "hasEnded",
            ${HAS_SECOND_FACTOR} AS "hasSecondFactor",
            ${STORED_ROLES} AS roles, ${RULE_ROLES} AS "ruleRoles",
            ${WAITING_ROLES} AS waiting
       FROM (
         SELECT u.*, (count(*) OVER ())::int AS count FROM "user" u
          WHERE u.erased_at IS NULL AND ${IS_IN_AREA}
            AND ($3::text IS NULL OR u.id::text = $3)
            AND (cardinality($4::text[]) = 0
                 OR ${foldText("concat_ws(' ', u.name, u.email)")} LIKE ALL ($4::text[]))
          ORDER BY (u.disabled_at IS NOT NULL), lower(u.name), u.id LIMIT $5 OFFSET $6
       ) u
      ORDER BY (u.disabled_at IS NOT NULL), lower(u.name), u.id`,
    [...areaValues(area), id ?? null, listPatterns(text), limit, skip],
  );
  const users = rows.flatMap(({ waiting, count: _, ...row }) => {
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
  return { users, count: rows[0]?.count ?? 0 };
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
