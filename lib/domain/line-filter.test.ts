import { describe, expect, test } from "vitest";
import {
  countNarrowing,
  FILTER_FIELDS,
  filterQuery,
  NARROWING_FIELDS,
  NO_NARROWING,
  narrowTo,
  readNarrowing,
  writeEntries,
} from "./line-filter";

/**
 * These are values as an address contains them, for every kind whose values are not its choices.
 */
const VALUES = { ids: ["b", "a"], flag: ["true"], instant: ["2026-03-02T08:00:00Z"] };

describe.each(NARROWING_FIELDS)("the filter %s", (field) => {
  const options = FILTER_FIELDS[field];
  const values = options.kind === "choices" ? options.choices.slice(0, 2) : VALUES[options.kind];
  const entries = values.map((value): [string, string] => [options.name, value]);

  test("is read from an address, and written to it in order", () => {
    const narrowing = readNarrowing(entries);
    expect(countNarrowing(narrowing)).toBe(1);
    const written = writeEntries(narrowing);
    expect(written.toSorted()).toEqual(entries.toSorted());
    expect(readNarrowing(written)).toEqual(narrowing);
  });

  test("is what the API is asked for, under the same name", () => {
    const query = filterQuery(readNarrowing(entries));
    expect(Object.keys(query)).toEqual([options.name]);
    expect([query[options.name]].flat().toSorted()).toEqual(values.toSorted());
  });

  test("leaves the address empty when it is not set", () => {
    expect(readNarrowing([[options.name, ""]])).toEqual(NO_NARROWING);
  });
});

test("names are those of the API, each once", () => {
  expect(Object.values(FILTER_FIELDS).map(({ name }) => name)).toEqual([
    "centreId",
    "nodeId",
    "from",
    "to",
    "tenderId",
    "shiftId",
    "tillId",
    "verdict",
    "state",
    "differencesOnly",
    "reason",
    "assignee",
    "sheetStatus",
    "findingsOnly",
    "asOf",
  ]);
});

test("an empty filter is written as nothing, and dates do not count as narrowing", () => {
  expect(writeEntries(NO_NARROWING)).toEqual([]);
  expect(countNarrowing(NO_NARROWING)).toBe(0);
  const dates = { from: "2026-03-01", to: "2026-03-02" };
  expect(countNarrowing({ ...NO_NARROWING, ...dates })).toBe(0);
  expect(writeEntries({ ...NO_NARROWING, ...dates })).toEqual(Object.entries(dates));
});

test("chosen values are sorted: ids by name, choices as in their list", () => {
  expect(narrowTo("tenderIds", ["b", "a", "b"])).toEqual({ tenderIds: ["a", "b"] });
  expect(narrowTo("states", ["closed", "open"])).toEqual({ states: ["open", "closed"] });
});
