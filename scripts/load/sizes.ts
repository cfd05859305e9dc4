/** Prints how much room the tables take, and what is stored for each line of a sheet. */
import type pg from "pg";
import { WITH_MONTHS } from "@/lib/server/operations/months";
import { row, title } from "../figures/report";

const SMALL_BYTES = 1024 * 1024;

type Size = { name: string; rows: string; heap: string; indexes: string };

export async function printSizes(client: pg.Client): Promise<void> {
  const { rows } = await client.query<Size>(`
    SELECT c.relname AS name, greatest(c.reltuples, 0)::bigint AS rows,
           sum(pg_table_size(part.oid)) AS heap, sum(pg_indexes_size(part.oid)) AS indexes
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
           LATERAL ${WITH_MONTHS} part (oid)
     WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
     GROUP BY c.oid ORDER BY sum(pg_total_relation_size(part.oid)) DESC`);
  const lines = Number(rows.find(({ name }) => name === "reconciliation_line")?.rows ?? 0);
  title("Sizes: with TOAST and indexes, rows as ANALYZE estimates them");
  for (const { name, rows: count, heap, indexes } of rows) {
    const bytes = Number(heap) + Number(indexes);
    if (bytes < SMALL_BYTES) continue;
    const perRow = Number(count) === 0 ? "" : `${Math.round(bytes / Number(count))} B a row`;
    const note = `${Number(count).toLocaleString("en")} rows, ${perRow}, ${megabytes(Number(indexes))} of it indexes`;
    row(name, megabytes(bytes), note);
  }
  const all = rows.reduce((sum, { heap, indexes }) => sum + Number(heap) + Number(indexes), 0);
  row("all tables", megabytes(all), lines === 0 ? "" : `${Math.round(all / lines)} B a line`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
