import "server-only";

/** What a session of PostgreSQL begins with: its limits, and settings of our own. */
import pg from "pg";

export type SessionLimits = {
  statementMsMax: number;
  lockMsMax: number;
  /** How long the server lets a transaction wait for its next statement, with all of its locks. */
  idleMsMax: number;
};

/** A connection that nobody uses is asked for a sign of life after so long. */
export const KEEP_ALIVE_MS = 10_000;
const USER_TIMEOUT_MS = 30_000;

type Setting = { name: string; value: string };

export const OURS: readonly Setting[] = [
  // Compiling a statement of many parts takes seconds where running it takes milliseconds. Packages
  // of Debian and Docker do so by default; the embedded server can't.
  { name: "jit", value: "off" },
  // The driver reads times of ISO alone; the order is PostgreSQL's own, and nothing here uses it.
  { name: "DateStyle", value: "ISO, MDY" },
  // Prisma sends and reads times without their zone, as those of UTC.
  { name: "TimeZone", value: "UTC" },
];

function listSettings({ statementMsMax, lockMsMax, idleMsMax }: SessionLimits): Setting[] {
  return [
    { name: "statement_timeout", value: String(statementMsMax) },
    { name: "lock_timeout", value: String(lockMsMax) },
    { name: "idle_in_transaction_session_timeout", value: String(idleMsMax) },
    { name: "tcp_user_timeout", value: String(USER_TIMEOUT_MS) },
    { name: "tcp_keepalives_idle", value: String(KEEP_ALIVE_MS / 1_000) },
    { name: "tcp_keepalives_interval", value: "5" },
    { name: "tcp_keepalives_count", value: "3" },
    ...OURS,
  ];
}

/** Takes what `valuesOf` makes of the settings. */
export const SET_LIMITS = `
  SELECT count(set_config(name, value, false))::int AS settings
    FROM unnest($1::text[], $2::text[]) AS setting(name, value)`;

export function valuesOf(limits: SessionLimits): [string[], string[]] {
  const settings = listSettings(limits);
  return [settings.map(({ name }) => name), settings.map(({ value }) => value)];
}

/** Two instances that start together must not change the same row of the catalog. */
const LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('limits of the role', 0))";
const FOUND = `
  SELECT current_database() AS database, s.setconfig AS settings
    FROM (SELECT) AS one LEFT JOIN pg_db_role_setting s
      ON s.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
     AND s.setrole = (SELECT oid FROM pg_roles WHERE rolname = current_user)`;

/**
 * Has every later session of our role in this database begin with these settings. A role may change
 * its own settings. It must run inside a transaction.
 */
export async function setLimitsOfRole(
  client: Pick<pg.ClientBase, "query">,
  limits: SessionLimits,
): Promise<void> {
  await client.query(LOCK);
  const { rows } = await client.query<{ database: string; settings: string[] | null }>(FOUND);
  const { database = "", settings } = rows[0] ?? {};
  const wanted = listSettings(limits).filter(
    ({ name, value }) => settings?.includes(`${name}=${value}`) !== true,
  );
  const role = `ALTER ROLE CURRENT_USER IN DATABASE ${pg.escapeIdentifier(database)}`;
  for (const { name, value } of wanted) {
    await client.query(`${role} SET ${name} = ${pg.escapeLiteral(value)}`);
  }
}
