import { beforeAll, expect, test } from "vitest";
import { arrangePettyCash } from "@/lib/testing/arrange-petty-cash";
import { testDatabase } from "@/lib/testing/database";
import { exportPettyCash } from "./petty-cash-csv";

beforeAll(async () => {
  await testDatabase();
});

test("every entry has its amount once, its taxes by rate, and no formula of a supplier", async () => {
  const fund = await arrangePettyCash();
  await fund.topUp(100_00);
  const lines = [
    { ratePpm: 100_000, grossMinor: 11_00 },
    { ratePpm: 210_000, grossMinor: 12_10 },
  ];
  await fund.pay(0, { supplier: "=1+1", lines });
  const response = await exportPettyCash(fund.as("approver", "reconciliation:view"), fund);
  const rows = (await response.text()).trim().split("\r\n");
  expect(rows).toHaveLength(4);
  expect(rows[1]).toMatch(/,EUR,100\.00,100\.00,,,$/);
  expect(rows[2]).toMatch(/,'=1\+1,.*,EUR,-23\.10,76\.90,10,11\.00,1\.00$/);
  expect(rows[3]).toMatch(/,EUR,,,21,12\.10,2\.10$/);
});
