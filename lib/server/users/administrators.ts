import "server-only";

/** Names who can be asked for a role: colleagues whom anybody who is signed in may know. */
import { IS_ADMINISTRATOR } from "../auth/is-administrator";
import { IS_SET_UP } from "../auth/set-up-account";
import { IS_ENABLED } from "../db/enabled-account";
import { sql } from "../db/sql";

const NAMES_MAX = 3;

export async function listAdministratorNames(): Promise<string[]> {
  const rows = await sql<{ name: string }>(
    `SELECT u.name FROM "user" u
      WHERE ${IS_ADMINISTRATOR} AND ${IS_ENABLED} AND ${IS_SET_UP}
      ORDER BY lower(u.name), u.id LIMIT $1`,
    [NAMES_MAX],
  );
  return rows.map(({ name }) => name);
}
