/**
 * The roles of the database: the owner, who migrates, the application, and the auditors. A server
 * that others administer may not let the owner create roles; then the statements are printed for
 * whoever may.
 */
import pg from "pg";
import { AUDITOR } from "./grants";

/** The application on the embedded server. */
export const APP_ROLE = "counterfoil_app";

export type RoleWithPassword = { name: string; password: string };

/** Its password becomes this one, in case the file with it was lost. */
export async function ensureRole(
  client: pg.Client,
  { name, password }: RoleWithPassword,
): Promise<void> {
  const verb = (await hasRole(client, name)) ? "ALTER" : "CREATE";
  await client.query(
    `${verb} ROLE ${pg.escapeIdentifier(name)} LOGIN PASSWORD ${pg.escapeLiteral(password)}`,
  );
}

/** People who may read everything become members of this role, which can't sign in itself. */
export async function createAuditor(client: pg.Client): Promise<void> {
  if (!(await hasRole(client, AUDITOR))) await client.query(`CREATE ROLE ${AUDITOR}`);
}

export async function hasRole(client: pg.Client, name: string): Promise<boolean> {
  const found = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [name]);
  return found.rowCount === 1;
}

/** The same database, as another role. */
export function asRole(url: string, { name, password }: RoleWithPassword): string {
  const other = new URL(url);
  other.username = encodeURIComponent(name);
  other.password = encodeURIComponent(password);
  return other.href;
}

export function findRole(url: string): RoleWithPassword {
  const { username, password } = new URL(url);
  return { name: decodeURIComponent(username), password: decodeURIComponent(password) };
}
