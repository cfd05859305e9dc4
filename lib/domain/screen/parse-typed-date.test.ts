import { describe, expect, test } from "vitest";
import { parseTypedDate } from "./parse-typed-date";

const TODAY = "2026-11-24";

describe("a date among words", () => {
  // typed, rest, date
  test.each([
    ["bilbao 22 nov", "bilbao", "2026-11-22"],
    ["22 nov bilbao", "bilbao", "2026-11-22"],
    ["22 de noviembre de 2025 Oporto", "Oporto", "2025-11-22"],
    ["lyon 3 août", "lyon", "2026-08-03"],
    ["25 nov", "", "2025-11-25"],
    ["24/11", "", "2026-11-24"],
    ["cork 1.2.2024", "cork", "2024-02-01"],
    ["2019-01-05", "", "2019-01-05"],
    ["29 feb", "", "2024-02-29"],
    ["31 feb", "31 feb", null],
    ["till 22", "till 22", null],
    ["22 xyz", "22 xyz", null],
    ["", "", null],
  ])("%s", (typed, names, date) => {
    expect(parseTypedDate(typed, TODAY)).toEqual({ rest: names, date });
  });
});
