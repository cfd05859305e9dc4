import { expect, test } from "vitest";
import { formatPieceName } from "./piece-name";

test.each([
  [20_000, "EUR", "en", "200"],
  [50, "EUR", "en", "50\u00a0c"],
  [100_000_00, "COP", "es", "100.000"],
  [10_000, "JPY", "en", "10,000"],
  [50, "SEK", "fr", "0,50"],
])("a piece of %d %s is called in %s %s", (value, currency, language, name) => {
  expect(formatPieceName(value, currency, language)).toBe(name);
});
