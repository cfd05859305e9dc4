/** The reviews of a sheet's sections are read in Cashrec's own words, and refuse no sheet. */
import { expect, test } from "vitest";
import { BUILT_IN_MAP } from "./built-in";
import type { Json } from "./field-map";
import { readResponse } from "./read-response";

function reviewsOf(reviews: Json | undefined) {
  const payments = [{ paymentTypeId: "CASH", amount: 12.5 }];
  const shifts = [{ shiftId: 1, tillId: "T1", payments }];
  const sheet = { centerId: 1, businessDay: "2026-03-01", shifts };
  const reading = readResponse([reviews === undefined ? sheet : { ...sheet, reviews }], {
    map: BUILT_IN_MAP,
    currencies: { any: "EUR" },
    dates: null,
  });
  return reading.kind === "read" ? reading.sheets[0]?.sheet.reviews : reading;
}

test.each<[string, Json | undefined, unknown]>([
  ["none", undefined, undefined],
  ["names and words", [{ name: "Cash", status: "Done" }], [{ section: "Cash", state: "Done" }]],
  ["flags", [{ section: "Cards", reviewed: true }], [{ section: "Cards", state: "true" }]],
  ["a section without a state", [{ section: "Cards" }], [{ section: "Cards", state: null }]],
  ["what is no list of sections", { cash: true }, undefined],
  ["a list of something else", [1, { other: 2 }], undefined],
])("%s", (_, given, expected) => {
  expect(reviewsOf(given)).toEqual(expected);
});
