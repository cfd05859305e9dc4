import { expect, test } from "vitest";
import { isSearched, offerAll } from "./centre-offer";
import { splitSearch } from "./normalise-search";

const CENTRES = [
  { id: "1", name: "Ghent", currency: "EUR" },
  { id: "2", name: "Kyoto", currency: "JPY" },
  { id: "3", name: "Porto", currency: "EUR" },
];

test("all of few centres are offered with their currencies, and are not searched", () => {
  const offer = offerAll(CENTRES);
  expect(offer).toEqual({ centres: CENTRES, count: 3, currencies: ["EUR", "JPY"] });
  expect(isSearched(offer)).toBe(false);
  expect(isSearched({ ...offer, count: 4 })).toBe(true);
});

test("a search is its parts without accents, case and spaces", () => {
  expect(splitSearch("  Málaga  SUR ")).toEqual(["malaga", "sur"]);
  expect(splitSearch(" ")).toEqual([]);
});
