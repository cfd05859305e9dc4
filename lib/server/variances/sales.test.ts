/** Centres have the tickets and gross sales of their sheets, or none when one shift lacks them. */
import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { varianceSearchSchema } from "@/lib/contracts/variance";
import { minor } from "@/lib/domain/money";
import { scopeFor } from "@/lib/testing/arrange";
import { cashSheetOf, makeCentreId, storeSheet } from "@/lib/testing/arrange-workflow";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { rebuildDays } from "../rebuild/rebuild-days";
import { SOLD_SUMS } from "./columns";
import { foldVarianceTotals } from "./fold";
import { listVariances } from "./queries";

beforeAll(testDatabase);

async function store(centreId: string, date: string, tickets: number | null) {
  const sheet = cashSheetOf({ centreId, date }, 100_00);
  const grossSales = { amount: minor(100_00), rounded: false };
  const shifts = sheet.shifts.map((shift) => ({ ...shift, tickets, grossSales }));
  await storeSheet({ centreId, date }, { ...sheet, shifts });
}

async function read(centreId: string, more: object = {}) {
  const range = { from: "2026-03-01", to: "2026-03-31" };
  const search = varianceSearchSchema.parse({ ...range, by: "centre", centreId, ...more });
  const { rows } = await listVariances(scopeFor("variance:view", null), search);
  return rows.map(({ tickets, grossSalesMinor }) => [tickets, grossSalesMinor]);
}

test("sums are those of every shift, and unknown as soon as one does not say them", async () => {
  const [all, some] = [await makeCentreId(), await makeCentreId()];
  await store(all, "2026-03-01", 12);
  await store(all, "2026-03-02", 30);
  await store(some, "2026-03-01", 12);
  await store(some, "2026-03-02", null);
  expect(await read(all)).toEqual([[42, 200_00]]);
  expect(await read(some)).toEqual([[null, 200_00]]);
  // Tickets belong to no tender.
  expect(await read(all, { tenderId: "CASH" })).toEqual([[null, null]]);
  // A day from before these sums were kept says nothing.
  await sql("UPDATE reconciliation SET register_shifts = 0 WHERE centre_id = $1", [all]);
  expect(await read(all)).toEqual([[null, null]]);
});

test("whole months and the dates around them are the sum of their days, in any state", async () => {
  const centreId = await makeCentreId();
  const dates = ["2026-02-14", "2026-02-28", "2026-03-01", "2026-03-30", "2026-03-31"];
  for (const [at, date] of dates.entries()) await store(centreId, date, 10 ** at);
  const ranges = [
    [{ from: "2026-03-01", to: "2026-03-31" }, 11_100],
    [{ from: "2026-02-20", to: "2026-03-30" }, 1_110],
    [{ from: "2026-02-14", to: "2026-03-31" }, 11_111],
    [{ from: "2026-03-30", to: "2026-03-31" }, 11_000],
  ] as const;
  const readAll = async () => {
    for (const [range, tickets] of ranges) {
      const days = String(tickets).replaceAll("0", "").length;
      expect(await read(centreId, range)).toEqual([[tickets, days * 100_00]]);
    }
  };
  await readAll();
  await sql(
    "UPDATE reconciliation SET state = 'closed' WHERE centre_id = $1 AND business_date < $2",
    [centreId, "2026-03-15"],
  );
  await foldVarianceTotals();
  await readAll();
  expect(await read(centreId, { state: "closed" })).toEqual([[100, 100_00]]);
  expect(await rebuildDays({ write: false })).toMatchObject({ sums: 0 });
});

test("sums of a past moment are those of then, whatever has been read since", async () => {
  const centreId = await makeCentreId();
  await store(centreId, "2026-03-01", 12);
  await store(centreId, "2026-03-02", 30);
  const [then] = await sql<{ at: Date }>("SELECT clock_timestamp() AS at");
  await sql("SELECT pg_sleep(0.01)");
  await store(centreId, "2026-03-02", null);
  await store(centreId, "2026-03-03", 7);
  expect(await read(centreId)).toEqual([[null, 300_00]]);
  const asOf = then?.at.toISOString();
  expect(await read(centreId, { asOf })).toEqual([[42, 200_00]]);
  await foldVarianceTotals();
  expect(await read(centreId, { asOf })).toEqual([[42, 200_00]]);
});

test("days that are held already are added up when a database gets the sums", async () => {
  const centreId = await makeCentreId();
  await store(centreId, "2026-03-01", 12);
  const columns = SOLD_SUMS.map((name) => `DROP COLUMN ${name}`).join(", ");
  await asOwner(`ALTER TABLE variance_total ${columns}`);
  for (const name of ["20261202005011_sales_by_month", "20261202005090_sales_added_up"]) {
    await asOwner(await readFile(`prisma/migrations/${name}/migration.sql`, "utf8"));
  }
  expect(await read(centreId)).toEqual([[12, 100_00]]);
  await sql("UPDATE variance_total SET tickets = 13 WHERE centre_id = $1 AND tickets = 12", [
    centreId,
  ]);
  expect(await rebuildDays({ write: true })).toMatchObject({ sums: 1 });
  expect(await read(centreId)).toEqual([[12, 100_00]]);
});
