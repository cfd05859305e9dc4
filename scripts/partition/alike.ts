/** Gives the empty tables of one database the months that the tables of another one have. */
import pg from "pg";
import { withoutQueueing } from "../postgres/without-queueing";
import { exchange } from "./divide";

type Part = { table: string; part: string; bound: string };

export async function divideAlike(source: pg.Client, target: pg.Client): Promise<void> {
  const { rows: parts } = await source.query<Part>(PARTS);
  const tables = [...new Set(parts.map(({ table }) => table))];
  for (const table of tables) {
    const wanted = parts.filter((each) => each.table === table);
    const before = wanted.find(({ part }) => part === `${table}_before`);
    const beginning = /TO \('([^']+)'\)/.exec(before?.bound ?? "")?.[1] ?? FIRST;
    await withoutQueueing(target, () =>
      exchange(target, { table, beginning }, [
        ...wanted.flatMap(listMaking),
        ...(before === undefined ? [`DROP TABLE months.${table}_before`] : []),
      ]),
    );
  }
}

/** Where what lay before all months was dropped, nothing of what there is may lie there. */
const FIRST = "0001-01-01";

function listMaking({ table, part, bound }: Part): string[] {
  if (part === `${table}_before` || part === `${table}_other`) return [];
  const month = `months.${pg.escapeIdentifier(part)}`;
  return [
    `CREATE TABLE ${month} (LIKE public.${table} INCLUDING ALL)`,
    `ALTER TABLE public.${table} ATTACH PARTITION ${month} ${bound}`,
    `SELECT guard_month('public.${table}', '${month}')`,
  ];
}

const PARTS = `
  SELECT c.relname AS table, m.relname AS part, pg_get_expr(m.relpartbound, m.oid) AS bound
    FROM pg_partitioned_table p JOIN pg_class c ON c.oid = p.partrelid
    JOIN pg_inherits i ON i.inhparent = c.oid JOIN pg_class m ON m.oid = i.inhrelid
   WHERE c.relnamespace = 'public'::regnamespace ORDER BY 1, 2`;
