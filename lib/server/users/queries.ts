import "server-only";

/** Reads users and their roles. */
import type { Me, UserRow } from "@/lib/contracts/user";
import { type Actor, listPermissions, type Scope } from "@/lib/domain/permission";
import { HAS_SECOND_FACTOR } from "../auth/has-second-factor";
import { prisma } from "../db/client";
import { sql } from "../db/sql";
import { ACCOUNT_STATE, RULE_ROLES, STORED_ROLES } from "./user-rows";

const USERS_MAX = 10_000;

type Row = Omit<UserRow, "createdAt"> & { createdAt: Date };

/** Lists enabled users first, in order of name. */
export async function listUsers(scope: Scope<"user:administer">): Promise<UserRow[]> {
  void scope; // The permission concerns the organisation, not centres.
  const rows = await sql<Row>(
    `SELECT u.id, u.email, u.name, u.created_at AS "createdAt",
            ${ACCOUNT_STATE} AS state, u.ends_on AS "endsOn",
            NOT coalesce(u.ends_on > organisation_date(), true) AS "hasEnded",
            ${HAS_SECOND_FACTOR} AS "hasSecondFactor",
            ${STORED_ROLES} AS roles, ${RULE_ROLES} AS "ruleRoles"
       FROM "user" u
      WHERE u.erased_at IS NULL
      ORDER BY (u.disabled_at IS NOT NULL), lower(u.name), u.id LIMIT $1`,
    [USERS_MAX],
  );
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
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
