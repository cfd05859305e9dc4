/** The built-in map is complete and repeats nothing. */
import { expect, test } from "vitest";
import { FIELD_NAMES } from "./field-map";
import { BUILT_IN_MAP } from "./built-in";

test.each(FIELD_NAMES)("%s has at least one place, and each once", (field) => {
  const paths = BUILT_IN_MAP.fields[field];
  expect(paths.length).toBeGreaterThan(0);
  expect(new Set(paths).size).toBe(paths.length);
});
