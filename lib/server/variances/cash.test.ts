import { beforeAll, expect, test } from "vitest";
import { cashPositionSchema, cashSearchSchema } from "@/lib/contracts/variance-cash";
import { makeCentre, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { listCashPositions } from "./cash";

const DAYS: [string, string, string, number | null, number | null][] = [
  // centre, date, currency, taken, deposited
  ["301", "2026-03-01", "EUR", 100, 0],
  ["301", "2026-03-02", "EUR", 200, 0],
  ["302", "2026-03-01", "EUR", 900, 0],
  ["302", "2026-03-02", "EUR", 50, 850],
  ["302", "2026-03-03", "EUR", 70, 0],
  ["303", "2026-03-01", "EUR", 5_000, null],
  ["304", "2026-03-01", "GBP", 40, 0],
];

beforeAll(async () => {
  await testDatabase();
  for (const id of ["301", "302", "303", "304"]) {
    await makeCentre({ id, name: `Centre ${id}`, currency: id === "304" ? "GBP" : "EUR" });
  }
  for (const day of DAYS) {
    await sql(
      `INSERT INTO variance_day (centre_id, business_date, currency, cash_taken_minor,
         deposited_minor, shift_ids, till_ids, tender_ids, expected_minor, counted_minor,
         sales_minor, verdicts, float_minor)
       VALUES ($1, $2, $3, $4, $5, '{1}', '{T1}', '{CASH}', '{1}', '{1}', '{1}', '{matched}',
         '{25}')`,
      day,
    );
  }
});

async function read(more: object, centreIds: string[] | null = null) {
  const search = cashSearchSchema.parse({ from: "2026-03-01", to: "2026-03-31", ...more });
  const response = await listCashPositions(scopeFor("variance:view", centreIds), search);
  const { rows, totals } = cashPositionSchema.parse(response);
  return {
    totals,
    rows: rows.map((one) => [one.centreId, one.pendingMinor, one.floatMinor, one.onHandMinor]),
  };
}

const EUROS = {
  currency: "EUR",
  centres: 3,
  pendingMinor: 470,
  pendingCentres: 2,
  silentCentres: 1,
};

test("the most pending comes first, and what is not known last", async () => {
  const { rows, totals } = await read({});
  expect(rows).toEqual([
    ["301", 300, 25, 325],
    ["302", 170, 25, 195],
    ["304", 40, 25, 65],
    ["303", null, 25, null],
  ]);
  expect(totals).toEqual([
    EUROS,
    { currency: "GBP", centres: 1, pendingMinor: 40, pendingCentres: 1, silentCentres: 0 },
  ]);
});

test("totals count the centres beyond the limit too, of the currency asked for", async () => {
  const { rows, totals } = await read({ limit: 1, currency: "EUR" });
  expect(rows).toEqual([["301", 300, 25, 325]]);
  expect(totals).toEqual([EUROS]);
});

test("totals count nothing of centres that are not the reader's", async () => {
  const { rows, totals } = await read({}, ["303"]);
  expect(rows).toEqual([["303", null, 25, null]]);
  expect(totals).toEqual([
    { currency: "EUR", centres: 1, pendingMinor: null, pendingCentres: 0, silentCentres: 1 },
  ]);
});
