import { describe, expect, test } from "vitest";
import {
  FILTER_FIELDS,
  type FilterFieldOptions,
  filterQuery,
  NARROWING_FIELDS,
  NO_NARROWING,
  readNarrowing,
} from "../domain/line-filter";
import { searchSchema } from "./search";
import { varianceFilterSchema } from "./variance";

const RANGE = { from: "2026-03-01", to: "2026-03-31" };
const VALUES = { ids: ["a", "b"], flag: ["true"], instant: ["2026-03-02T08:00:00Z"] };

describe.each(NARROWING_FIELDS)("the parameter of %s", (field) => {
  const options: FilterFieldOptions = FILTER_FIELDS[field];
  const values = valuesOf(options);
  const narrowing = readNarrowing(values.map((value) => [options.name, value]));
  const query = { ...filterQuery(narrowing), ...RANGE };

  test("is parsed to the field that it was written from", () => {
    expect(searchSchema.parse(query)).toEqual({ ...narrowing, ...RANGE });
  });

  test("may be given once", () => {
    const [one = ""] = values;
    const parsed = searchSchema.parse({ [options.name]: one, ...RANGE });
    expect(parsed).toEqual({ ...readNarrowing([[options.name, one]]), ...RANGE });
  });

  test("narrows variances, or is refused there", () => {
    const parsed = varianceFilterSchema.safeParse(query);
    if (options.variances === "never") expect(parsed.success).toBe(false);
    else expect(parsed.data).toEqual({ ...narrowing, ...RANGE });
  });
});

test("what is not given is empty", () => {
  expect(searchSchema.parse(RANGE)).toEqual({ ...NO_NARROWING, ...RANGE });
});

// parameters, the one that is refused
test.each([
  [{ to: "2026-03-31" }, "from"],
  [{ from: "2026-03-31", to: "2026-03-01" }, "to"],
  [{ from: "2025-01-01", to: "2026-03-01" }, "to"],
  [{ ...RANGE, verdict: "lost" }, "verdict"],
  [{ ...RANGE, tenderId: Array.from({ length: 51 }, (_, at) => `T${at}`) }, "tenderId"],
  [{ ...RANGE, asOf: "yesterday" }, "asOf"],
])("%j is refused for its %s", (query, path) => {
  const issues = searchSchema.safeParse(query).error?.issues ?? [];
  expect(issues.map((issue) => issue.path[0])).toContain(path);
});

function valuesOf(options: FilterFieldOptions): readonly string[] {
  if (options.kind === "choices") return options.choices.slice(0, 2);
  return options.kind === "date" ? [] : VALUES[options.kind];
}
