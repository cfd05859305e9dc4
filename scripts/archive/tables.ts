/** Which rows are of a month: those of every table with a business date, as the catalog has it. */
import type pg from "pg";
import { addDays, monthEnd } from "@/lib/domain/business-date";
import type { Sql } from "@/lib/server/db/sql";

/**
 * These have dates, and are no days: chains, books and funds are proved or balanced from their
 * first row, and messages have days of their own after which they are deleted.
 */
const STAYING = [
  "audit_entry",
  "journal_entry",
  "notice",
  "petty_cash_count",
  "petty_cash_entry",
  "webhook_delivery",
];

/** Texts of rows must not depend on how a server or a role is set. */
const SESSION = `SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0;
  SET search_path = public; SET datestyle = 'ISO'; SET timezone = 'UTC'; SET bytea_output = 'hex';
  SET extra_float_digits = 1; SET intervalstyle = 'postgres'`;

export type DayTable = { name: string; columns: string[] };

export async function prepareSession(client: pg.Client): Promise<void> {
  await client.query(SESSION);
}

/** For what the application does with a connection of its own. */
export function asSql(client: pg.Client): Sql {
  return async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
    (await client.query<Row>(text, [...values])).rows;
}

/** A table that refers to another one comes before it. */
export async function listDayTables(client: pg.Client): Promise<DayTable[]> {
  const { rows } = await client.query<DayTable & { outside: string[] }>(
    `WITH day AS (
       SELECT c.oid, c.relname::text AS name
         FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
          AND a.attname = 'business_date' AND NOT a.attisdropped AND c.relname <> ALL ($1))
     SELECT d.name,
            ARRAY(SELECT a.attname::text FROM pg_attribute a
                   WHERE a.attrelid = d.oid AND a.attnum > 0 AND NOT a.attisdropped
                   ORDER BY a.attnum) AS columns,
            ARRAY(SELECT f.conrelid::regclass::text FROM pg_constraint f
                   WHERE f.confrelid = d.oid AND f.contype = 'f'
                     AND f.conrelid NOT IN (SELECT oid FROM day)) AS outside
       FROM day d
      ORDER BY EXISTS (SELECT FROM pg_constraint f WHERE f.conrelid = d.oid AND f.contype = 'f'
                  AND f.confrelid IN (SELECT oid FROM day)) DESC, d.name`,
    [STAYING],
  );
  for (const { name, outside } of rows) {
    const [other] = outside;
    if (other !== undefined)
      throw new Error(`${other} refers to ${name}, and has no business date.`);
  }
  return rows.map(({ name, columns }) => ({ name, columns }));
}

/** The months before one that have any row, the oldest first. */
export async function listMonths(
  client: pg.Client,
  tables: readonly DayTable[],
  before: string,
): Promise<string[]> {
  const months = tables.map(
    ({ name }) => `SELECT left(business_date, 7) AS month FROM ${name} WHERE business_date < $1`,
  );
  const { rows } = await client.query<{ month: string }>(
    `${months.join(" UNION ")} ORDER BY month`,
    [`${before}-01`],
  );
  return rows.map(({ month }) => month);
}

/** The condition on rows of a month; the month comes from `readMonth` or the database. */
export function inMonth(month: string): string {
  return `business_date >= '${month}-01' AND business_date < '${firstDayAfter(month)}'`;
}

export function firstDayAfter(month: string): string {
  return addDays(monthEnd(`${month}-01`), 1);
}

/** The number of rows, and the sum of their hashes: any row that changes makes another one. */
export async function readFingerprint(client: pg.Client, rows: string): Promise<string> {
  const { rows: read } = await client.query<{ fingerprint: string }>(
    `SELECT count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)
              AS fingerprint
       FROM ${rows}`,
  );
  return read[0]?.fingerprint ?? "";
}
