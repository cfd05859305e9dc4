import { expect, test } from "vitest";
import { countNarrowing } from "../line-filter";
import { lineFilterOf } from "./line-filters";
import {
  linesAddress,
  readVarianceFilters,
  usualRange,
  variancesAddress,
  writeVarianceFilters,
} from "./variance-filters";

const TODAY = "2026-11-24";

test("nothing given means four whole weeks up to yesterday", () => {
  const filters = readVarianceFilters([], TODAY);
  expect(usualRange(TODAY)).toEqual({ from: "2026-10-27", to: "2026-11-23" });
  expect(filters.period).toEqual(usualRange(TODAY));
  expect(writeVarianceFilters(filters, TODAY)).toEqual([]);
  expect(countNarrowing(filters)).toBe(0);
});

test("what is given comes back from the address, yesterday included", () => {
  const entries: [string, string][] = [
    ["centreId", "porto"],
    ["preset", "yesterday"],
    ["shiftId", "evening"],
    ["tillId", "t1"],
    ["currency", "GBP"],
    ["rank", "coverage"],
    ["view", "why"],
    ["measure", "rate"],
  ];
  const filters = readVarianceFilters(entries, TODAY);
  expect(writeVarianceFilters(filters, TODAY)).toEqual(entries);
  expect(countNarrowing(filters)).toBe(3);
  expect(lineFilterOf(filters, TODAY)).toMatchObject({
    from: "2026-11-23",
    to: "2026-11-23",
    shiftIds: ["evening"],
    tillIds: ["t1"],
  });
});

test("what makes no sense counts as not given, and no verdict hides a line from a sum", () => {
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
  const day = { from: "2026-11-14", to: "2026-11-14", centreIds: ["porto"] };
  expect(linesAddress(filters, TODAY, day)).toBe(
    "/reconciliations?centreId=porto&from=2026-11-14&to=2026-11-14&shiftId=evening&state=open",
  );
  expect(
    linesAddress(filters, TODAY, { tenderIds: ["a b"], shiftIds: ["early"], tillIds: ["t"] }),
  ).toBe(
    "/reconciliations?centreId=lyon&centreId=porto&from=2026-10-27&to=2026-11-23" +
      "&tenderId=a%20b&shiftId=early&tillId=t&state=open",
  );
  expect(linesAddress(filters, TODAY, { tenderIds: ["cash"], centreIds: ["ghent", "turin"] })).toBe(
    "/reconciliations?centreId=ghent&centreId=turin&from=2026-10-27&to=2026-11-23" +
      "&tenderId=cash&shiftId=evening&state=open",
  );
  expect(linesAddress(filters, TODAY, { ...day, verdicts: ["short"] })).toBe(
    "/reconciliations?centreId=porto&from=2026-11-14&to=2026-11-14&shiftId=evening" +
      "&verdict=short&state=open",
  );
});

test("a part of the page is addressed with the same filters", () => {
  const filters = readVarianceFilters([["currency", "EUR"]], TODAY);
  expect(variancesAddress(filters, TODAY, { view: "why", centreIds: ["porto"], part: "why" })).toBe(
    "/variances?centreId=porto&currency=EUR&view=why#why",
  );
  expect(variancesAddress({ ...filters, currency: null }, TODAY, {})).toBe("/variances");
});
