import "server-only";

/**
 * Finds what the application's role in the database may do and does not need: an owner of its
 * tables may switch off what protects them, and a superuser may also run programs. It is asked
 * once, because the role of a connection rarely changes.
 */
import { env } from "../env";
import { log } from "../log";
import { processWide } from "../process-wide";
import { sql } from "./sql";

export type RoleExcess = "superuser" | "owner";

const shared = processWide<{ url: string; excess: RoleExcess | null }>("role-excess");

/** Returns null for a role that reads and writes rows. */
export async function findRoleExcess(): Promise<RoleExcess | null> {
  const url = env().databaseUrl;
  if (shared.value?.url === url) return shared.value.excess;
  const [row] = await sql<{ excess: RoleExcess | null }>(
    `SELECT CASE WHEN r.rolsuper THEN 'superuser'
                 WHEN pg_has_role(c.relowner, 'USAGE') OR has_schema_privilege('public', 'CREATE')
                 THEN 'owner' END AS excess
       FROM pg_roles r, pg_class c
      WHERE r.rolname = current_user AND c.oid = 'audit_entry'::regclass`,
  );
  const excess = row?.excess ?? null;
  shared.value = { url, excess };
  return excess;
}

export async function logRoleExcess(): Promise<void> {
  const excess = await findRoleExcess();
  if (excess !== null) log().warn({ part: "database", role: excess }, ADVICE);
}

const ADVICE =
  "The application connects to the database as the owner of its tables or as a superuser. " +
  "Name the owner in DATABASE_OWNER_URL and another role in DATABASE_URL.";
