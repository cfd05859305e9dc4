import { expect, test } from "vitest";
import { amount, makeSheet } from "../../testing/expected-sheets";
import { addUpSales } from "./add-up-sales";

test("sums are of the shifts that say them, and tell how many do", () => {
  const sheet = makeSheet(
    { tillId: "T1", grossSales: amount(5_000), tickets: 4 },
    { tillId: "T2", grossSales: null, tickets: 6 },
  );
  expect(addUpSales(sheet)).toEqual({
    registerShifts: 2,
    gross: 5_000,
    grossShifts: 1,
    tickets: 10,
    ticketShifts: 2,
  });
  expect(addUpSales(null).registerShifts).toBe(0);
});
