import "server-only";

/**
 * Prepares connections to a pooler that gives every transaction another session, such as PgBouncer
 * in transaction mode. What is set in a session is lost with the transaction, so that limits are
 * settings of the role, with which every session begins; each connection looks whether they are in
 * effect. Statements are prepared by name only where the pooler knows names.
 */
import { randomUUID } from "node:crypto";
import pg from "pg";
import { log } from "../log";
import { OURS, type SessionLimits, SET_LIMITS, setLimitsOfRole, valuesOf } from "./session-limits";

/** A session of the pooler that began before the role had these settings gets them here. */
const TOO_OLD =
  "sessions of the pooler are older than their settings, and have them now: with PgBouncer, run " +
  "RECONNECT once";
const NAMELESS =
  "the pooler does not support prepared statements, which takes time: with PgBouncer 1.21 or " +
  "newer, set max_prepared_statements = 200";

/** A free session of the pooler is waited for as long as for a connection. */
export async function preparePooled(
  client: pg.ClientBase,
  limits: SessionLimits,
  connectMsMax: number,
): Promise<void> {
  const begin = { text: "BEGIN", query_timeout: connectMsMax };
  await client.query(begin);
  if (!(await areSettingsInEffect(client, limits))) {
    await setLimitsOfRole(client, limits);
    await client.query(SET_LIMITS, valuesOf(limits));
    log().warn({ part: "database" }, TOO_OLD);
  }
  const knowsNames = await doesPoolerKnowNames(client);
  await client.query("COMMIT");
  if (knowsNames) return;
  warnOfNames();
  withoutNames(client);
}

let isWarned = false;

function warnOfNames(): void {
  if (!isWarned) log().warn({ part: "database" }, NAMELESS);
  isWarned = true;
}

/** The limits of an administrator may be stricter. */
async function areSettingsInEffect(
  client: pg.ClientBase,
  { statementMsMax, lockMsMax, idleMsMax }: SessionLimits,
): Promise<boolean> {
  const limits = [
    ["statement_timeout", statementMsMax],
    ["lock_timeout", lockMsMax],
    ["idle_in_transaction_session_timeout", idleMsMax],
  ] as const;
  const { rows } = await client.query<{ name: string; setting: string }>(
    "SELECT name, setting FROM pg_settings WHERE name = ANY ($1)",
    [[...limits.map(([name]) => name), ...OURS.map(({ name }) => name)]],
  );
  const found = new Map(rows.map(({ name, setting }) => [name, setting]));
  const isWithin = (ms: number, max: number) => ms > 0 && ms <= max;
  return (
    limits.every(([name, max]) => isWithin(Number(found.get(name)), max)) &&
    OURS.every(({ name, value }) => found.get(name) === value)
  );
}

/** One that does gives them names of its own; another one passes them on as they are. */
async function doesPoolerKnowNames(client: pg.ClientBase): Promise<boolean> {
  const name = `counterfoil ${randomUUID()}`;
  await client.query({ name, text: "SELECT 1", values: [] });
  const { rowCount } = await client.query("SELECT FROM pg_prepared_statements WHERE name = $1", [
    name,
  ]);
  if (rowCount === 0) return true;
  await client.query(`DEALLOCATE ${pg.escapeIdentifier(name)}`);
  return false;
}

function withoutNames(client: pg.ClientBase): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const nameless = (first: unknown, ...rest: unknown[]): unknown =>
    query(isNamed(first) ? { ...first, name: undefined } : first, ...rest);
  client.query = nameless as typeof client.query;
}

function isNamed(first: unknown): first is { name: string } {
  if (typeof first !== "object" || first === null) return false;
  return Object.getPrototypeOf(first) === Object.prototype && "name" in first;
}
