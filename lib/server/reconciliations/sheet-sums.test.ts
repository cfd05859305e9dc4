/** The list tells what Cashrec says of its sheets, and the connection how often they add up. */
import { beforeAll, expect, test } from "vitest";
import { pageSearchSchema } from "@/lib/contracts/search";
import { scopeFor } from "@/lib/testing/arrange";
import { arrangeDays, ARRANGED_DATES } from "@/lib/testing/arrange-days";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { listLines } from "./queries";
import { listSheetStatuses, readSumRates } from "./sheet-sums";

beforeAll(async () => {
  await testDatabase();
  await arrangeDays();
});

const everywhere = () => scopeFor("reconciliation:view", null);

test("tells the status of each sheet, and how much of it is in doubt", async () => {
  const { days: listed } = await listLines(
    everywhere(),
    pageSearchSchema.parse({ from: "2026-03-01", to: "2026-03-12" }),
  );
  const given = listed.map(({ businessDate, sheetStatus, findingCount }) => {
    return [businessDate === ARRANGED_DATES[0], sheetStatus, findingCount > 0];
  });
  const kinds = new Set(given.map((one) => JSON.stringify(one)));
  expect(kinds).toEqual(new Set(['[true,"Closed",true]', "[false,null,false]"]));
  expect(await listSheetStatuses(everywhere())).toEqual({ statuses: ["Closed"] });
  const scope = scopeFor("cashrec:probe", null);
  expect((await readSumRates(scope)).sales).toEqual({ checked: 0, agree: 0 });
});

test("rates count the sheets of the last days that could be compared", async () => {
  const today = new Date().toISOString().slice(0, 10);
  await sql("UPDATE reconciliation SET business_date = $1 WHERE business_date = $2", [
    today,
    ARRANGED_DATES[0],
  ]);
  await sql(
    "UPDATE reconciliation SET sales_differ = 0 WHERE business_date = $1 AND centre_id = '201'",
    [today],
  );
  const rates = await readSumRates(scopeFor("cashrec:probe", null));
  expect(rates.sales).toEqual({ checked: 3, agree: 1 });
  expect(rates.differences).toEqual({ checked: 0, agree: 0 });
});
