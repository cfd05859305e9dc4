/** Centres have the tickets and gross sales of their sheets, or none when one shift lacks them. */
import { beforeAll, expect, test } from "vitest";
import { varianceSearchSchema } from "@/lib/contracts/variance";
import { minor } from "@/lib/domain/money";
import { scopeFor } from "@/lib/testing/arrange";
import { cashSheetOf, makeCentreId, storeSheet } from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
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
