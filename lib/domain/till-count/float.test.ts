import { describe, expect, test } from "vitest";
import { type AgreedFloat, findAgreedFloat, type Closing, findLeftBefore } from "./float";
import { minor } from "../money";

const agreedFloat = (
  tillId: string,
  version: number,
  validFrom: string,
  amount: number | null,
): AgreedFloat => ({
  tillId,
  version,
  validFrom,
  amount: amount === null ? null : minor(amount),
});

const FLOATS = [
  agreedFloat("*", 1, "2026-01-01", 150_00),
  agreedFloat("*", 2, "2026-03-01", 200_00),
  agreedFloat("T2", 1, "2026-01-01", 300_00),
  agreedFloat("T2", 2, "2026-06-01", 350_00),
  agreedFloat("T2", 3, "2026-02-01", 250_00),
  agreedFloat("T3", 1, "2026-02-01", null),
];

describe("the agreed float", () => {
  test.each([
    // till, business date, agreed
    ["T1", "2025-12-31", null],
    ["T1", "2026-02-28", 150_00],
    ["T1", "2026-03-01", 200_00],
    ["T2", "2026-01-15", 300_00],
    // The float that was agreed last applies, although an earlier agreement begins on a later date.
    ["T2", "2026-07-01", 250_00],
    ["T3", "2026-01-31", 150_00],
    ["T3", "2026-03-31", null],
  ])("of %s on %s is %s", (tillId, businessDate, agreed) => {
    expect(findAgreedFloat(FLOATS, { tillId, businessDate })).toBe(agreed);
    expect(findAgreedFloat([...FLOATS].reverse(), { tillId, businessDate })).toBe(agreed);
  });
});

describe("what the closing before left", () => {
  const closing = (
    businessDate: string,
    shiftId: string,
    floatLeft: number | null,
    tillId = "T1",
  ): Closing => ({
    businessDate,
    shiftId,
    tillId,
    floatLeft: floatLeft === null ? null : minor(floatLeft),
  });
  const shift = (shiftId: string) => ({ businessDate: "2026-03-10", shiftId, tillId: "T1" });

  test("is of an earlier shift of the day before it is of an earlier day", () => {
    const closings = [
      closing("2026-03-09", "2", 120_00),
      closing("2026-03-10", "9", 130_00),
      closing("2026-03-10", "10", 140_00),
      closing("2026-03-10", "9", 999_00, "T2"),
      closing("2026-03-11", "1", 1),
    ];
    expect(findLeftBefore(closings, [], shift("1"))).toEqual({
      businessDate: "2026-03-09",
      left: 120_00,
    });
    expect(findLeftBefore(closings, [], shift("10"))?.left).toBe(130_00);
    expect(findLeftBefore(closings, [], shift("11"))?.left).toBe(140_00);
  });

  test("is the float agreed then, where the closing does not say", () => {
    const closings = [closing("2026-02-28", "1", null)];
    expect(findLeftBefore(closings, FLOATS, shift("1"))?.left).toBe(150_00);
    expect(findLeftBefore(closings, [], shift("1"))).toBeNull();
    expect(findLeftBefore([], FLOATS, shift("1"))).toBeNull();
  });

  test("is what one of several cash tenders says", () => {
    const closings = [closing("2026-03-09", "1", null), closing("2026-03-09", "1", 80_00)];
    expect(findLeftBefore(closings, FLOATS, shift("1"))?.left).toBe(80_00);
    expect(findLeftBefore([...closings].reverse(), FLOATS, shift("1"))?.left).toBe(80_00);
  });

  test("may be nothing at all, which is known", () => {
    expect(findLeftBefore([closing("2026-03-09", "1", 0)], FLOATS, shift("1"))?.left).toBe(0);
  });
});
