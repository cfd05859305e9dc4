/** Dates and times in the forms that a map names; what could be either of two days is refused. */
import { expect, test } from "vitest";
import { type DateForm, readDate, readWallClock } from "./read-date";

const form = (dates: DateForm["dates"], moments: DateForm["moments"] = null): DateForm => ({
  dates,
  moments,
  clock: { timeZone: "Europe/Madrid", dayStartsAt: "06:00" },
});

test.each([
  ["2019-01-05", "iso", "2019-01-05"],
  ["2019-01-05T05:30:00", "iso", "2019-01-05"],
  ["2019-01-05T00:00:00Z", "iso", "2019-01-05"],
  ["2019-01-04T23:00:00Z", "iso", undefined],
  [20190105, "iso", "2019-01-05"],
  ["2019-02-29", "iso", undefined],
  ["2020-02-29", "iso", "2020-02-29"],
  ["05/01/2019", "iso", undefined],
  ["05/01/2019", "day-first", "2019-01-05"],
  ["5.1.2019", "month-first", "2019-05-01"],
  ["1/5/2019 11:30:00 PM", "month-first", "2019-01-05"],
  ["05/01/2019, 23:30", "day-first", "2019-01-05"],
  ["31/01/2019", "month-first", undefined],
  ["1/5/2019 13:30 PM", "month-first", undefined],
  ["20190105", "iso", "2019-01-05"],
  ["2019-0105", "iso", undefined],
  ["/Date(1546642800000)/", "iso", undefined],
  [1546642800, "iso", undefined],
] as const)("the date %s (%s) is %s", (value, order, date) => {
  expect(readDate(value, form(order))).toBe(date);
});

test("a wall clock is local time and nothing else", () => {
  const iso = form("iso");
  expect(readWallClock("2019-01-05T10:00", iso)).toBe("2019-01-05T10:00:00");
  expect(readWallClock("2019-01-05 10:00:30.123+01:00", iso)).toBe("2019-01-05T10:00:30");
  expect(readWallClock("2019-01-05T10:00:00Z", iso)).toBeNull();
  expect(readWallClock(5, iso)).toBeNull();
});

const MIDNIGHT_IN_MADRID = 1_546_642_800_000;

test.each([
  ["2019-01-04T23:00:00Z", "iso", "zone-date", "2019-01-05"],
  ["2019-01-05T00:00:00+01:00", "iso", "zone-date", "2019-01-05"],
  ["2019-01-05T03:00:00Z", "iso", "zone-date", "2019-01-05"],
  ["2019-01-05T03:00:00Z", "iso", "business-day", "2019-01-04"],
  ["2019-01-05T05:00:00Z", "iso", "business-day", "2019-01-05"],
  [`/Date(${MIDNIGHT_IN_MADRID})/`, "iso", "zone-date", "2019-01-05"],
  [`/Date(${MIDNIGHT_IN_MADRID}+0100)/`, "iso", "zone-date", "2019-01-05"],
  [MIDNIGHT_IN_MADRID, "epoch-milliseconds", "zone-date", "2019-01-05"],
  [MIDNIGHT_IN_MADRID - 1, "epoch-milliseconds", "zone-date", "2019-01-04"],
  [String(MIDNIGHT_IN_MADRID / 1_000), "epoch-seconds", "zone-date", "2019-01-05"],
  ["20190105", "epoch-seconds", "zone-date", "2019-01-05"],
  ["2019-01-05", "iso", "business-day", "2019-01-05"],
] as const)("the moment %s (%s) has the %s %s", (value, dates, moments, date) => {
  expect(readDate(value, form(dates, moments))).toBe(date);
});

test("a moment is no date as long as the zone of the centre is not known", () => {
  const unknown = { ...form("iso", "zone-date"), clock: null };
  expect(readDate("2019-01-04T23:00:00Z", unknown)).toBeUndefined();
});

test("a time is converted to the centre's zone where the map says what moments mean", () => {
  const zoned = form("epoch-seconds", "business-day");
  expect(readWallClock("2019-07-05T10:00:00Z", zoned)).toBe("2019-07-05T12:00:00");
  expect(readWallClock("2019-07-05T10:00:00-04:00", zoned)).toBe("2019-07-05T16:00:00");
  expect(readWallClock(MIDNIGHT_IN_MADRID / 1_000, zoned)).toBe("2019-01-05T00:00:00");
  expect(readWallClock("2019-01-05", zoned)).toBeNull();
  expect(readWallClock("1/5/2019 12:05 AM", form("month-first"))).toBe("2019-01-05T00:05:00");
});
