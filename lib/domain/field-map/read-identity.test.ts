/** A sheet belongs to a centre, a day and a currency, and is refused where they contradict. */
import { describe, expect, test } from "vitest";
import { driftOf, flat, nested, sheetsOf } from "../../testing/cashrec-response";

describe("a sheet in another currency than its centre's", () => {
  const currencies = new Map([["101", "EUR"]]);
  const yen = { ...nested, currencyId: "JPY" };

  test("is refused, and both currencies are named", () => {
    expect(driftOf([yen], { currencies })).toBe("$[0]: the sheet is in JPY and its centre in EUR");
  });

  test("is refused when it has no shifts", () => {
    expect(driftOf([{ ...yen, shifts: [] }], { currencies })).toContain("in JPY");
  });

  test("is refused when only a shift or a flat row names the currency", () => {
    const [shift] = nested.shifts;
    const shifts = [{ ...shift, currency: "JPY" }];
    expect(driftOf([{ ...nested, currencyId: "EUR", shifts }], { currencies })).toBe(
      "$[0].shifts[0]: the sheet is in JPY and its centre in EUR",
    );
    const rows = flat.map((row) => ({ ...row, currencyId: "JPY" }));
    expect(driftOf(rows, { currencies })).toContain("in JPY");
  });

  test("is refused in a trial of a centre whose currency is known", () => {
    expect(driftOf([yen], { currencies: { any: "EUR" }, dates: null })).toContain("in JPY");
    expect(sheetsOf([yen], { currencies: { any: "" }, dates: null })[0]?.currency).toBe("JPY");
  });
});
