import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY_STATES } from "../day";
import { addDays, PRESETS } from "../business-date";
import {
  countNarrowing,
  datesOf,
  DEFAULT_FILTERS,
  DENSITIES,
  type Filters,
  LINE_SORTS,
  readFilters,
  searchOf,
  writeFilters,
} from "./line-filters";
import { VERDICTS } from "../line";

describe("filters in the address bar", () => {
  // address, what differs from the defaults
  test.each<[string, Partial<Filters>]>([
    ["", {}],
    ["centreId=102&centreId=101&centreId=102", { centreIds: ["101", "102"] }],
    ["from=2026-11-01&to=2026-11-08", { period: { from: "2026-11-01", to: "2026-11-08" } }],
    ["from=2026-11-08&to=2026-11-01", { period: { from: "2026-11-01", to: "2026-11-08" } }],
    ["from=2026-11-08", { period: { from: "2026-11-08", to: "2026-11-08" } }],
    ["preset=last-week&from=2026-11-08", { period: "last-week" }],
    ["preset=some-day", {}],
    ["from=2026-02-30&to=yesterday", {}],
    ["from=1999-12-31", {}],
    ["verdict=short&verdict=over&verdict=lost", { verdicts: ["over", "short"] }],
    ["differencesOnly=true&tenderId=CASH", { differencesOnly: true, tenderIds: ["CASH"] }],
    ["state=closed&state=open&state=lost", { states: ["open", "closed"] }],
    ["asOf=2026-03-02T08:00:00Z", { asOf: "2026-03-02T08:00:00Z" }],
    ["asOf=2026-03-02", {}],
    ["differencesOnly=1&sort=name&density=tiny&centreId=", {}],
    ["sort=-difference&density=comfortable", { sort: "-difference", density: "comfortable" }],
  ])("%j", (address, said) => {
    expect(readFilters(new URLSearchParams(address))).toEqual({ ...DEFAULT_FILTERS, ...said });
  });

  test("what is written is read back as it was", () => {
    fc.assert(
      fc.property(someFilters, (filters) => {
        expect(readFilters(writeFilters(filters))).toEqual(filters);
      }),
    );
  });

  test("defaults leave the address empty", () => {
    expect(writeFilters(DEFAULT_FILTERS)).toEqual([]);
  });
});

describe("what the API is asked", () => {
  test("a preset means the dates of today", () => {
    expect(searchOf(DEFAULT_FILTERS, "2026-11-24")).toEqual({
      centreId: [],
      from: "2026-11-23",
      to: "2026-11-23",
      tenderId: [],
      shiftId: [],
      tillId: [],
      verdict: [],
      state: [],
      differencesOnly: false,
    });
    expect(datesOf("month-to-date", "2026-11-24")).toEqual({
      from: "2026-11-01",
      to: "2026-11-24",
    });
  });
});

test("the dates are no narrowing, everything else is", () => {
  expect(countNarrowing({ ...DEFAULT_FILTERS, period: "last-week" })).toBe(0);
  expect(countNarrowing({ ...DEFAULT_FILTERS, verdicts: ["short"], differencesOnly: true })).toBe(
    2,
  );
});

const someIds = fc
  .uniqueArray(fc.stringMatching(/^[A-Z0-9]{1,6}$/), { maxLength: 4 })
  .map((ids) => ids.sort());
const someRange = fc
  .tuple(fc.integer({ min: 0, max: 9_000 }), fc.integer({ min: 0, max: 400 }))
  .map(([start, length]) => {
    const from = addDays("2010-01-01", start);
    return { from, to: addDays(from, length) };
  });
const someFilters: fc.Arbitrary<Filters> = fc.record({
  centreIds: someIds,
  period: fc.oneof(fc.constantFrom(...PRESETS), someRange),
  tenderIds: someIds,
  verdicts: fc.subarray([...VERDICTS]),
  shiftIds: someIds,
  tillIds: someIds,
  states: fc.subarray([...DAY_STATES]),
  asOf: fc.constantFrom(null, "2026-03-02T08:00:00Z", "2026-03-02T08:00:00.123Z"),
  differencesOnly: fc.boolean(),
  sort: fc.constantFrom(...LINE_SORTS),
  density: fc.constantFrom(...DENSITIES),
});
