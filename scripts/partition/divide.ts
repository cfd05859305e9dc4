/**
 * Divides one table by month of its business date. Its rows stay where they are, as the partition
 * of everything before the first month, so that the size of the table matters to one thing only:
 * the check that it has no later rows, beside which people read and write. The table itself is
 * exchanged in one short transaction, in which everything that belonged to it is made again.
 */
import pg from "pg";
import { MONTHS_AHEAD } from "@/lib/server/operations/months";
import { listRights, restoreRights } from "../postgres/copy-roles";
import { withoutQueueing } from "../postgres/without-queueing";
import { describeTable, type TableDescription } from "./describe";
import { findBeginning, isTooFarAhead, MONTHS_AHEAD_MAX } from "./months";

export type Division = { table: string; beginning: string };
type Plan = Division & { isEmpty: boolean };

/** PostgreSQL's code of a row that is not where a partition is. */
const CHECK_VIOLATION = "23514";

export async function isDivided(client: pg.ClientBase, table: string): Promise<boolean> {
  const { rows } = await client.query<{ kind: string }>(
    "SELECT relkind AS kind FROM pg_class WHERE oid = $1::regclass",
    [`public.${table}`],
  );
  return rows[0]?.kind === "p";
}

export async function planDivision(client: pg.ClientBase, table: string): Promise<Plan> {
  const { rows } = await client.query<{ newest: string | null }>(
    `SELECT max(business_date) AS newest FROM public.${pg.escapeIdentifier(table)}`,
  );
  const newest = rows[0]?.newest ?? null;
  const today = new Date();
  if (newest !== null && isTooFarAhead(today, newest)) {
    throw new Error(
      `${table} has rows of ${newest}, more than ${MONTHS_AHEAD_MAX} months ahead, and its ` +
        "months would begin after them. It stays as it was. No command removes a day that was " +
        "stored: leave the table as it is, or restore a backup from before.",
    );
  }
  return { table, beginning: findBeginning(today, newest), isEmpty: newest === null };
}

/**
 * An empty table is not checked before: its months begin long ago, so that the check would refuse
 * what people store today. Throws `isNoLongerEmpty` when somebody stored something meanwhile.
 */
export async function divide(client: pg.Client, plan: Plan): Promise<void> {
  const { table, isEmpty } = plan;
  if (isEmpty) await exchangeNow(client, plan);
  else await checkAndExchange(client, plan);
  await withoutQueueing(client, () => client.query(makingMonths(table)));
  await client.query(`ANALYZE public.${table}`);
}

/** Attaching a table without a check looks through it, which takes no time while it is empty. */
export function isNoLongerEmpty(error: unknown, { isEmpty }: Plan): boolean {
  return isEmpty && error instanceof pg.DatabaseError && error.code === CHECK_VIOLATION;
}

async function checkAndExchange(client: pg.Client, plan: Plan): Promise<void> {
  const { table } = plan;
  await withoutQueueing(client, async () => {
    for (const statement of listChecking(plan)) await client.query(statement);
  });
  try {
    await client.query(validating(table));
    await exchangeNow(client, plan);
  } catch (error) {
    await withoutQueueing(client, () => client.query(dropCheck(table))).catch(() => undefined);
    throw error;
  }
}

async function exchangeNow(client: pg.Client, division: Division): Promise<void> {
  // Months that nothing lies in yet need nobody to wait.
  const isPast = Date.parse(division.beginning) < Date.now();
  const making = isPast ? [makingMonths(division.table)] : [];
  await withoutQueueing(client, () => exchange(client, division, making));
}

/** `making` are the statements that make its months. */
export async function exchange(
  client: pg.Client,
  division: Division,
  making: readonly string[],
): Promise<void> {
  await client.query(`LOCK TABLE public.${division.table} IN ACCESS EXCLUSIVE MODE`);
  const rights = await listRights(client);
  const description = await describeTable(client, division.table);
  for (const statement of listExchange(division, description)) await client.query(statement);
  for (const statement of making) await client.query(statement);
  await restoreRights(client, rights);
}

/** Everything that `divide` executes, except for the rights. */
export async function listStatements(client: pg.ClientBase, plan: Plan): Promise<string[]> {
  const { table, isEmpty } = plan;
  const description = await describeTable(client, table);
  return [
    ...(isEmpty ? [] : [...listChecking(plan), validating(table)]),
    "BEGIN",
    ...listExchange(plan, description),
    makingMonths(table),
    "COMMIT",
  ];
}

function listChecking({ table, beginning }: Division): string[] {
  return [
    dropCheck(table),
    `ALTER TABLE public.${table} ADD CONSTRAINT ${table}_before_months
       CHECK (business_date < '${beginning}') NOT VALID`,
  ];
}

const makingMonths = (table: string) => `SELECT make_months('${table}', ${MONTHS_AHEAD})`;
const validating = (table: string) =>
  `ALTER TABLE public.${table} VALIDATE CONSTRAINT ${table}_before_months`;
const dropCheck = (table: string) =>
  `ALTER TABLE public.${table} DROP CONSTRAINT IF EXISTS ${table}_before_months`;

function listExchange({ table, beginning }: Division, described: TableDescription): string[] {
  const { constraints, indexes, triggers, views, sequences } = described;
  const before = `months.${table}_before`;
  const other = `months.${table}_other`;
  return [
    "CREATE SCHEMA IF NOT EXISTS months",
    ...triggers.map(({ name }) => `DROP TRIGGER ${quote(name)} ON public.${table}`),
    // Those that belong to the table would move with it.
    ...sequences.map(({ name }) => `ALTER SEQUENCE ${name} OWNED BY NONE`),
    `ALTER TABLE public.${table} SET SCHEMA months`,
    `ALTER TABLE months.${table} RENAME TO ${table}_before`,
    `CREATE TABLE public.${table} (LIKE ${before} INCLUDING ALL EXCLUDING INDEXES
       EXCLUDING CONSTRAINTS) PARTITION BY RANGE (business_date)`,
    ...constraints,
    ...indexes,
    `ALTER TABLE public.${table} ATTACH PARTITION ${before}
       FOR VALUES FROM (MINVALUE) TO ('${beginning}')`,
    `ALTER TABLE ${before} DROP CONSTRAINT IF EXISTS ${table}_before_months`,
    `CREATE TABLE ${other} PARTITION OF public.${table} DEFAULT`,
    ...triggers.flatMap(({ name, statement, fires }) => [
      statement,
      `ALTER TABLE public.${table} ${fires} TRIGGER ${quote(name)}`,
    ]),
    ...[before, other].map((part) => `SELECT guard_month('public.${table}', '${part}')`),
    ...sequences.map(
      ({ name, column }) => `ALTER SEQUENCE ${name} OWNED BY public.${table}.${column}`,
    ),
    ...views,
  ];
}

function quote(name: string): string {
  return pg.escapeIdentifier(name);
}
