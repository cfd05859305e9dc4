/** A file that reads its lines several times reads them as they were at one moment. */
import { beforeAll, expect, test } from "vitest";
import { exportSearchSchema } from "@/lib/contracts/search";
import type { ReportLine } from "@/lib/domain/report/report";
import { scopeFor } from "@/lib/testing/arrange";
import { ARRANGED_DATES, arrangeDays } from "@/lib/testing/arrange-days";
import { testDatabase } from "@/lib/testing/database";
import { openSnapshot } from "../as-of/moment";
import { scopedFilter } from "../line-search/scoped-filter";
import { reportPages } from "./report-lines";

const [DATE = ""] = ARRANGED_DATES;
let arranged: Awaited<ReturnType<typeof arrangeDays>>;

beforeAll(async () => {
  await testDatabase();
  arranged = await arrangeDays();
});

test("a count that is stored while a workbook is read is in none of its sheets", async () => {
  const search = exportSearchSchema.parse({ from: DATE, to: DATE, centreId: "201" });
  const filter = await scopedFilter(scopeFor("reconciliation:view", null), search);
  const moment = await openSnapshot(null, filter);
  const first = await collect(reportPages(filter, moment));
  await arranged.count({ centreId: "201", businessDate: DATE }, "CASH", 123_45);
  expect(await collect(reportPages(filter, moment))).toEqual(first);
  await moment.end();
  const now = await collect(reportPages(filter));
  expect(now).not.toEqual(first);
  expect(now.some(({ counted }) => counted === 123_45)).toBe(true);
});

test("nothing is read with a connection that was returned", async () => {
  const search = exportSearchSchema.parse({ from: DATE, to: DATE });
  const filter = await scopedFilter(scopeFor("reconciliation:view", null), search);
  const moment = await openSnapshot(null, filter);
  await moment.end();
  await moment.end();
  await expect(collect(reportPages(filter, moment))).rejects.toThrow("The transaction is over");
});

async function collect(pages: AsyncGenerator<ReportLine[]>): Promise<ReportLine[]> {
  const all: ReportLine[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}
