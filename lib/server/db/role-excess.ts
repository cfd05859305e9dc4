import "server-only";

/**
 * Finds what the application's role in the database may do and does not need: an owner of its
 * tables may switch off what protects them, and a superuser may also run programs. It is asked
 * once, because the role of a connection rarely changes.
 */
import { env } from "../env";
import { log } from "../log";
import { processWide } from "../process-wide";
import { pool } from "./client";
import { socketOf } from "./connection-watch";
import { areDeliveriesPaused } from "./delivery-pause";
import { readingApart, sql } from "./sql";

export type RoleExcess = "superuser" | "owner";
type DatabaseWarning = RoleExcess | "plaintext" | "paused";

const encryption = processWide<{ url: string; isPlaintext: boolean }>("plaintext-database");
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
  if (await isPlaintextElsewhere()) log().warn({ part: "database" }, PLAINTEXT);
}

/** What every page warns administrators of. */
export async function findDatabaseWarning(): Promise<DatabaseWarning | null> {
  if (await areDeliveriesPaused()) return "paused";
  return (await findRoleExcess()) ?? ((await isPlaintextElsewhere()) ? "plaintext" : null);
}

/**
 * Finds out whether figures and names cross a network readable on their way to the database, unless
 * that was allowed. PostgreSQL is asked, because the address says what is wanted, not what is so.
 */
async function isPlaintextElsewhere(): Promise<boolean> {
  const { databaseUrl, databaseDirectUrl, allowsPlaintextDatabase } = env();
  if (allowsPlaintextDatabase) return false;
  if (encryption.value?.url === databaseUrl) return encryption.value.isPlaintext;
  let isPlaintext = await isSessionReadable();
  if (databaseUrl !== databaseDirectUrl) {
    // The one that was asked is of the pooler.
    isPlaintext ||= (await readingApart(isSessionReadable)) || (await isPoolerReadable());
  }
  encryption.value = { url: databaseUrl, isPlaintext };
  return isPlaintext;
}

async function isSessionReadable(): Promise<boolean> {
  const [row] = await sql<{ isPlaintext: boolean }>(
    `SELECT NOT s.ssl AND coalesce(NOT inet_client_addr() <<= '127.0.0.0/8'
                                   AND inet_client_addr() <> '::1', false) AS "isPlaintext"
       FROM pg_stat_ssl s WHERE s.pid = pg_backend_pid()`,
  );
  return row?.isPlaintext === true;
}

async function isPoolerReadable(): Promise<boolean> {
  const client = await pool().connect();
  try {
    const socket = socketOf(client);
    const { remoteAddress } = socket;
    const isHere = remoteAddress === undefined || /^(::ffff:)?127\.|^::1$/.test(remoteAddress);
    return !isHere && !("encrypted" in socket);
  } finally {
    client.release();
  }
}

const PLAINTEXT =
  "The connection to the database is not encrypted. Add sslmode=verify-full to DATABASE_URL, or " +
  "set DATABASE_PLAINTEXT=allow if its network is of this machine alone.";

const ADVICE =
  "The application connects to the database as the owner of its tables or as a superuser. " +
  "Name the owner in DATABASE_OWNER_URL and another role in DATABASE_URL.";
