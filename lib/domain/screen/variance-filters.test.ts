import { expect, test } from "vitest";
import {
  countVarianceNarrowing,
  linesAddress,
  readVarianceFilters,
  usualRange,
  varianceSearchOf,
  writeVarianceFilters,
} from "./variance-filters";

const TODAY = "2026-11-24";

test("nothing said means four whole weeks up to yesterday", () => {
  const filters = readVarianceFilters([], TODAY);
  expect(usualRange(TODAY)).toEqual({ from: "2026-10-27", to: "2026-11-23" });
  expect(filters.period).toEqual(usualRange(TODAY));
  expect(writeVarianceFilters(filters, TODAY)).toEqual([]);
  expect(countVarianceNarrowing(filters)).toBe(0);
});

test("what is said comes back from the address, yesterday included", () => {
  const entries: [string, string][] = [
    ["centreId", "porto"],
    ["shiftId", "evening"],
    ["tillId", "t1"],
    ["preset", "yesterday"],
    ["currency", "GBP"],
    ["rank", "coverage"],
  ];
  const filters = readVarianceFilters(entries, TODAY);
  expect(writeVarianceFilters(filters, TODAY)).toEqual(entries);
  expect(countVarianceNarrowing(filters)).toBe(3);
  expect(varianceSearchOf(filters, TODAY)).toMatchObject({
    from: "2026-11-23",
    to: "2026-11-23",
    shiftId: ["evening"],
    tillId: ["t1"],
  });
});

test("what makes no sense counts as not said, and no verdict hides a line from a sum", () => {
  const filters = readVarianceFilters(
    [
      ["currency", "euro"],
      ["rank", "size"],
      ["verdict", "short"],
      ["differencesOnly", "true"],
    ],
    TODAY,
  );
  expect(filters).toMatchObject({ currency: null, rank: "net", verdicts: [] });
  expect(filters.differencesOnly).toBe(false);
});

test("the lines behind a mark have the filters of the chart, narrowed", () => {
  const filters = readVarianceFilters(
    [
      ["centreId", "porto"],
      ["centreId", "lyon"],
      ["shiftId", "evening"],
      ["state", "open"],
    ],
    TODAY,
  );
  const day = { from: "2026-11-14", to: "2026-11-14", centreId: "porto" };
  expect(linesAddress(filters, TODAY, day)).toBe(
    "/reconciliations?centreId=porto&from=2026-11-14&to=2026-11-14&shiftId=evening&state=open",
  );
  expect(linesAddress(filters, TODAY, { tenderId: "a b", shiftId: "early", tillId: "t" })).toBe(
    "/reconciliations?centreId=lyon&centreId=porto&from=2026-10-27&to=2026-11-23" +
      "&tenderId=a%20b&shiftId=early&tillId=t&state=open",
  );
  expect(linesAddress(filters, TODAY, { tenderId: "cash", centreIds: ["ghent", "turin"] })).toBe(
    "/reconciliations?centreId=ghent&centreId=turin&from=2026-10-27&to=2026-11-23" +
      "&tenderId=cash&shiftId=evening&state=open",
  );
  expect(linesAddress(filters, TODAY, { ...day, verdict: "short" })).toBe(
    "/reconciliations?centreId=porto&from=2026-11-14&to=2026-11-14&shiftId=evening" +
      "&verdict=short&state=open",
  );
});
