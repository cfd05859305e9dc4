import "server-only";

/**
 * Finds out whether somebody is the only administrator, who has nobody to ask. Whoever removes the
 * other one is not at once alone: the trail and the people have a week to notice.
 */
import { divideGrants } from "@/lib/domain/access-request";
import type { GrantedRole } from "@/lib/domain/permission-change";
import type { Permission, Scope } from "@/lib/domain/permission";
import { IS_ADMINISTRATOR } from "../auth/is-administrator";
import { IS_SET_UP } from "../auth/set-up-account";
import { IS_ENABLED } from "../db/enabled-account";
import type { Sql } from "../db/sql";

const ALONE_AFTER = "7 days";

/**
 * Lock users first, where something depends on it. An administrator of some centres is never the
 * only one, because those of every centre are administrators there too.
 */
export async function isOnlyAdministrator(
  sql: Sql,
  { actorId, centreIds }: Pick<Scope<Permission>, "actorId" | "centreIds">,
): Promise<boolean> {
  if (centreIds !== null) return false;
  const [row] = await sql<{ isOnly: boolean }>(
    `SELECT NOT EXISTS (
       SELECT FROM "user" u
        WHERE u.id <> $1::uuid
          AND (u.administrator_until > now() - interval '${ALONE_AFTER}'
               OR ${IS_ENABLED} AND ${IS_SET_UP} AND ${IS_ADMINISTRATOR})
     ) AS "isOnly"`,
    [actorId],
  );
  return row?.isOnly === true;
}

/** The trail tells a role that needed no second administrator from one that got around them. */
export function describeOnly(isOnly: boolean, granted: readonly GrantedRole[]) {
  return isOnly && divideGrants([], granted, false).waiting.length > 0
    ? { onlyAdministrator: true }
    : {};
}
