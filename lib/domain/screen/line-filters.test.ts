import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, PRESETS } from "../business-date";
import {
  FILTER_FIELDS,
  type FilterFieldOptions,
  type Narrowing,
  NARROWING_FIELDS,
  type NarrowingField,
  NO_NARROWING,
} from "../line-filter";
import {
  datesOf,
  DEFAULT_FILTERS,
  DENSITIES,
  type Filters,
  LINE_SORTS,
  lineFilterOf,
  readFilters,
  writeFilters,
} from "./line-filters";

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
  ])("%j", (address, given) => {
    expect(readFilters(new URLSearchParams(address))).toEqual({ ...DEFAULT_FILTERS, ...given });
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

describe("the lines that are meant", () => {
  test("a preset means the dates of today", () => {
    expect(lineFilterOf(DEFAULT_FILTERS, "2026-11-24")).toEqual({
      ...NO_NARROWING,
      from: "2026-11-23",
      to: "2026-11-23",
    });
    expect(datesOf("month-to-date", "2026-11-24")).toEqual({
      from: "2026-11-01",
      to: "2026-11-24",
    });
  });
});

const someIds = fc
  .uniqueArray(fc.stringMatching(/^[A-Z0-9]{1,6}$/), { maxLength: 4 })
  .map((ids) => ids.sort());
const someInstant = fc.constantFrom(null, "2026-03-02T08:00:00Z", "2026-03-02T08:00:00.123Z");
const someRange = fc
  .tuple(fc.integer({ min: 0, max: 9_000 }), fc.integer({ min: 0, max: 400 }))
  .map(([start, length]) => {
    const from = addDays("2010-01-01", start);
    return { from, to: addDays(from, length) };
  });
const someFilters: fc.Arbitrary<Filters> = fc.record({
  ...(Object.fromEntries(
    NARROWING_FIELDS.map((field) => [field, someValue(FILTER_FIELDS[field])]),
  ) as { [Field in NarrowingField]: fc.Arbitrary<Narrowing[Field]> }),
  period: fc.oneof(fc.constantFrom(...PRESETS), someRange),
  sort: fc.constantFrom(...LINE_SORTS),
  density: fc.constantFrom(...DENSITIES),
});

function someValue(options: FilterFieldOptions): fc.Arbitrary<unknown> {
  if (options.kind === "choices") return fc.subarray([...options.choices]);
  if (options.kind === "ids") return someIds;
  return options.kind === "flag" ? fc.boolean() : someInstant;
}
