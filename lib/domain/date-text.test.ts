import fc from "fast-check";
import { expect, test } from "vitest";
import { parseDateText } from "./date-text";
import { formatBusinessDate, LANGUAGES } from "./format";

const dates = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2199-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test.each(LANGUAGES)("what is shown can be typed again, in %s", (language) => {
  fc.assert(
    fc.property(dates, (date) => {
      const [year = "", month = "", day = ""] = date.split("-");
      const shown = formatBusinessDate(date, language, "range-part");
      for (const text of [shown, shown.toUpperCase(), date, `${day}/${month}/${year}`]) {
        expect(parseDateText(text, language)).toBe(date);
      }
    }),
  );
});

test.each([
  ["en", " 3  march 2026 ", "2026-03-03"],
  ["en", "24.11.26", "2026-11-24"],
  ["es", "24 de noviembre de 2026", "2026-11-24"],
  ["fr", "1 août 2026", "2026-08-01"],
])("in %s, %j is %s", (language, text, date) => {
  expect(parseDateText(text, language)).toBe(date);
});

test.each(["", "tomorrow", "31 Feb 2026", "11/24/2026", "1 Ju 2026", "1999-12-31", "2026-13-01"])(
  "%j is no date",
  (text) => {
    expect(parseDateText(text, "en")).toBeNull();
  },
);
