/**
 * Copies the rows of every table and the position of every sequence into a database that has the
 * same tables, in one transaction each: one moment of the source, all or nothing of the target.
 */
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import {
  type Contents,
  listDifferent,
  listRelations,
  PLAIN_VALUES,
  readContents,
  type Relation,
} from "./content";

export type Copied = { tables: number; rows: bigint };

/** Throws where the rows of the two are not the same afterwards. */
export async function copyRows(source: pg.Client, target: pg.Client): Promise<Copied> {
  for (const client of [source, target]) await client.query(PLAIN_VALUES);
  await source.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  await target.query("BEGIN");
  const relations = await listRelations(source);
  const tables = relations.filter(({ kind }) => kind === "r");
  const triggers = await listTriggers(source);
  const all = [...tables, ...(await listDivided(target))].map(({ name }) => name);
  // Nothing of what triggers did for these rows may happen again, nor be refused.
  for (const name of all) await target.query(`ALTER TABLE ${name} DISABLE TRIGGER ALL`);
  await target.query(`TRUNCATE ${all.join(", ")}`);
  for (const table of tables) await copyTable(source, target, table);
  for (const { name, kind } of relations) {
    if (kind === "S") await copySequence(source, target, name);
  }
  for (const name of all) await target.query(`ALTER TABLE ${name} ENABLE TRIGGER ALL`);
  for (const { statement } of triggers) await target.query(statement);
  await target.query("COMMIT");
  return compare(source, target, tables);
}

async function copyTable(source: pg.Client, target: pg.Client, { name, columns }: Relation) {
  await pipeline(
    source.query(copyTo(`COPY ${name} (${columns}) TO STDOUT`)),
    target.query(copyFrom(`COPY ${name} (${columns}) FROM STDIN (FREEZE)`)),
  );
}

async function copySequence(source: pg.Client, target: pg.Client, name: string) {
  const { rows } = await source.query<{ last_value: string; is_called: boolean }>(
    `SELECT last_value, is_called FROM ${name}`,
  );
  await target.query("SELECT setval($1::regclass, $2, $3)", [
    name,
    rows[0]?.last_value,
    rows[0]?.is_called,
  ]);
}

/** Their rows are in their months, but they have triggers, and refer to others, themselves. */
async function listDivided(target: pg.Client): Promise<{ name: string }[]> {
  const { rows } = await target.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'p'`,
  );
  return rows;
}

/** Those that fire otherwise than a new one does. */
async function listTriggers(source: pg.Client): Promise<{ statement: string }[]> {
  const { rows } = await source.query<{ statement: string }>(
    `SELECT format('ALTER TABLE %I.%I %s TRIGGER %I', n.nspname, c.relname,
                   CASE t.tgenabled WHEN 'A' THEN 'ENABLE ALWAYS' WHEN 'R' THEN 'ENABLE REPLICA'
                                    ELSE 'DISABLE' END, t.tgname) AS statement
       FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
       JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE NOT t.tgisinternal AND t.tgenabled <> 'O'`,
  );
  return rows;
}

async function compare(
  source: pg.Client,
  target: pg.Client,
  tables: readonly Relation[],
): Promise<Copied> {
  const [before, after] = await Promise.all([readContents(source), readContents(target)]);
  const rowsOf = (contents: Contents, name: string) => contents[name]?.rows ?? "none";
  const faulty = listDifferent(before, after).map(
    (name) => `${name}: ${rowsOf(before, name)} and ${rowsOf(after, name)}`,
  );
  if (faulty.length > 0) {
    throw new Error(`These do not have the same rows in the copy:\n${faulty.join("\n")}`);
  }
  const rows = tables.reduce((sum, { name }) => sum + BigInt(before[name]?.rows ?? 0), 0n);
  return { tables: tables.length, rows };
}
