/** The views for BI tools have the columns that docs/report-schema.md promises, and read-only. */
import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { decimalsOf } from "@/lib/domain/money";
import { sql } from "@/lib/server/db/sql";
import { arrangeDays } from "./arrange-days";
import { testDatabase } from "./database";

beforeAll(async () => {
  await testDatabase();
  await arrangeDays();
});

test("every view has the columns, types and order that are documented", async () => {
  const rows = await sql<{ column: string }>(
    `SELECT table_name || '.' || column_name || ': ' || data_type AS column
       FROM information_schema.columns WHERE table_schema = 'report'
      ORDER BY table_name, ordinal_position`,
  );
  const documented = readFileSync("docs/report-schema.md", "utf8")
    .split("\n## report.")
    .slice(1)
    .flatMap((section) => {
      const view = section.slice(0, section.indexOf("\n"));
      const columns = [...section.matchAll(/^\| `(\w+)` +\| ([a-z ]+?) +\|/gm)];
      return columns.map(([, name, type]) => `${view}.${name}: ${type}`);
    });
  const byView = (one: string) => one.split(".")[0] ?? "";
  expect(documented.toSorted((a, b) => byView(a).localeCompare(byView(b)))).toEqual(
    rows.map(({ column }) => column),
  );
});

test("currencies have the exponents of the code", async () => {
  const currencies = ["EUR", "JPY", "KWD", "TND", "CLP", "XPF", "ISK", "GBP", "BHD", "VND"];
  const rows = await sql<{ currency: string; exponent: number }>(
    `SELECT k.currency, report.exponent_of(k.currency) AS exponent
       FROM unnest($1::text[]) AS k (currency)`,
    [currencies],
  );
  expect(rows).toEqual(
    currencies.map((currency) => ({ currency, exponent: decimalsOf(currency) })),
  );
});

test("lines add up to their days, and the latest counts are in force", async () => {
  const [row] = await sql<{ days: number; wrong: number; inForce: number; keys: number }>(
    `SELECT (SELECT count(*)::int FROM report.days) AS days,
            (SELECT count(*)::int FROM report.days d
              WHERE d.net_minor <> d.short_minor + d.over_minor OR d.net_minor <>
                (SELECT coalesce(sum(l.difference_minor), 0) FROM report.lines l
                  WHERE (l.centre_id, l.business_date) = (d.centre_id, d.business_date))) AS wrong,
            (SELECT count(*)::int FROM report.counts WHERE in_force) AS "inForce",
            (SELECT count(*)::int FROM (SELECT DISTINCT centre_id, business_date, shift_id, till_id,
               tender_id FROM report.counts) k) AS keys`,
  );
  expect(row).toMatchObject({ days: 12, wrong: 0, inForce: row?.keys });
});
