/** The constraints that the database itself enforces, whatever the client. */
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { sql } from "@/lib/server/db/sql";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { FIRST_ROWS } from "@/lib/testing/append-only-rows";

beforeAll(async () => {
  await testDatabase();
  for (const { insert } of FIRST_ROWS) await sql(insert);
});

describe.each(FIRST_ROWS)("$table", ({ table, column }) => {
  test.each([
    ["UPDATE", `UPDATE ${table} SET ${column} = ${column}`],
    ["DELETE", `DELETE FROM ${table}`],
    ["TRUNCATE", `TRUNCATE ${table} CASCADE`],
  ])("refuses %s and says so", async (operation, statement) => {
    await expect(asOwner(statement)).rejects.toThrow(`is append-only: ${operation} is refused`);
    await expect(sql(statement)).rejects.toThrow(/permission denied/);
  });
});

// An audit entry has no key of its own: whatever it contains, it is the next one.
describe.each(FIRST_ROWS.filter(({ table }) => table !== "audit_entry"))("$table", ({ insert }) => {
  test("takes the same row again only as a version", async () => {
    await sql(`${insert} ON CONFLICT DO NOTHING`);
    await expect(sql(insert)).rejects.toThrow(/duplicate key|append-only/);
  });
});

// table, fault, statement
test.each([
  [
    "centre",
    "currency",
    "INSERT INTO centre (id, name, currency, time_zone) VALUES ('1', 'A', 'eur', 'UTC')",
  ],
  ["membership", "role", `INSERT INTO membership VALUES ('${randomUUID()}', '*', 'owner')`],
  ["cash_sheet", "date", "INSERT INTO cash_sheet VALUES ('1', '1.2.2019', 0, NULL, now())"],
  ["cash_sheet", "hash", "INSERT INTO cash_sheet VALUES ('1', '2019-01-02', 1, NULL, now())"],
])("%s refuses a wrong %s", async (table, _what, statement) => {
  await expect(sql(statement)).rejects.toThrow(`violates check constraint "${table}_`);
});

test("ids sort by their bytes, whatever the language of the database", async () => {
  for (const id of ["b", "B", "a-1", "a1"]) {
    await sql("INSERT INTO cash_sheet VALUES ($1, '2019-01-01', 0, NULL, now())", [id]);
  }
  const rows = await sql<{ id: string }>("SELECT centre_id AS id FROM cash_sheet ORDER BY 1");
  expect(rows.map(({ id }) => id)).toEqual(["B", "a-1", "a1", "b"]);
});

test("the revision of reconciliations grows", async () => {
  const [first, second] = await sql<{ revision: string }>(
    "SELECT nextval('reconciliation_revision') AS revision FROM generate_series(1, 2)",
  );
  expect(Number(second?.revision)).toBeGreaterThan(Number(first?.revision));
});
