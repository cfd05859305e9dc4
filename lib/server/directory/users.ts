import "server-only";

/** Finds people for the directory, which sees every account, and can take over existing ones. */
import type { ScimFilter } from "@/lib/domain/scim/filter";
import type { ScimUser } from "@/lib/domain/scim/user";
import { IS_SET_UP } from "../auth/set-up-account";
import type { Sql } from "../db/sql";
import { NO_ADDRESS_YET } from "../users/invitation";
import { findEquality } from "./parse-filter";
import type { Stored } from "./resources";
import { ScimError } from "./scim-error";

const USERS_MAX = 10_000;

export type DirectoryUser = Stored<ScimUser> & {
  /** An administrator deactivated the person, whom the directory does not let in again. */
  isShutOut: boolean;
  /** The directory has deleted the person before. */
  isDeleted: boolean;
  /**
   * They have a password; or an administrator invited them into a role, and whoever has the address
   * gets it at the first sign-in.
   */
  keepsAddress: boolean;
};

const COLUMNS = `
  u.id::text AS id, coalesce(d.user_name, u.email) AS "userName", d.external_id AS "externalId",
  u.disabled_at IS NULL AS active,
  CASE WHEN d.user_id IS NULL THEN u.name ELSE d.display_name END AS "displayName",
  d.given_name AS "givenName", d.family_name AS "familyName", u.email, u.created_at AS "createdAt",
  coalesce(d.modified_at, u.created_at) AS "modifiedAt",
  u.disabled_at IS NOT NULL AND d.deactivated_at IS DISTINCT FROM u.disabled_at AS "isShutOut",
  d.deleted_at IS NOT NULL AS "isDeleted",
  (u.password_hash IS NOT NULL OR NOT ${IS_SET_UP} AND (
     EXISTS (SELECT FROM membership m WHERE m.user_id = u.id)
     OR EXISTS (SELECT FROM node_membership m WHERE m.user_id = u.id)
     OR EXISTS (SELECT FROM access_request a WHERE a.user_id = u.id AND a.outcome IS NULL)))
    AS "keepsAddress"`;

export async function listDirectoryUsers(
  sql: Sql,
  filter: ScimFilter | null,
): Promise<DirectoryUser[]> {
  const rows = await sql<DirectoryUser>(
    `SELECT ${COLUMNS}
       FROM "user" u LEFT JOIN directory_user d ON d.user_id = u.id
      WHERE d.deleted_at IS NULL AND u.email <> $4 AND u.erased_at IS NULL
        AND ($1::text IS NULL OR lower(coalesce(d.user_name, u.email)) = lower($1))
        AND ($2::text IS NULL OR lower(d.external_id) = lower($2))
        AND ($3::text IS NULL OR u.id::text = lower($3))
      ORDER BY u.created_at, u.id LIMIT $5`,
    [
      findEquality(filter, "username"),
      findEquality(filter, "externalid"),
      findEquality(filter, "id"),
      NO_ADDRESS_YET,
      USERS_MAX + 1,
    ],
  );
  if (rows.length <= USERS_MAX) return rows;
  throw new ScimError({ status: 400, scimType: "tooMany", detail: "Use a narrower filter." });
}

/** An erased person is nobody any more, although the directory still knows their id. */
export async function findDirectoryUser(sql: Sql, userId: string): Promise<DirectoryUser | null> {
  const [row] = await sql<DirectoryUser>(
    `SELECT ${COLUMNS}
       FROM "user" u LEFT JOIN directory_user d ON d.user_id = u.id
      WHERE u.id::text = $1 AND u.email <> $2 AND u.erased_at IS NULL`,
    [userId.toLowerCase(), NO_ADDRESS_YET],
  );
  return row ?? null;
}

/** Whoever else has the name or the address already, deleted by the directory or not. */
export async function findNamesake(
  sql: Sql,
  { userName, email, except }: { userName: string; email: string; except: string | null },
): Promise<DirectoryUser | null> {
  const [row] = await sql<DirectoryUser>(
    `SELECT ${COLUMNS}
       FROM "user" u LEFT JOIN directory_user d ON d.user_id = u.id
      WHERE (u.email = $2 OR lower(d.user_name) = lower($1)) AND u.id IS DISTINCT FROM $3::uuid
      ORDER BY (d.deleted_at IS NOT NULL), u.id LIMIT 1`,
    [userName, email, except],
  );
  return row ?? null;
}
