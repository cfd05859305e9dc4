import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, countRangeDays } from "../business-date";
import { chooseSpanDays, listSpans } from "./spans";

test("weeks are counted back from the last day, and only the earliest may be shorter", () => {
  expect(listSpans({ from: "2026-11-01", to: "2026-11-17" }, 7)).toEqual([
    { from: "2026-11-01", to: "2026-11-03" },
    { from: "2026-11-04", to: "2026-11-10" },
    { from: "2026-11-11", to: "2026-11-17" },
  ]);
});

test("spans cover every day of the period once, whatever its length", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), (days) => {
      const range = { from: "2026-01-01", to: addDays("2026-01-01", days - 1) };
      const spans = listSpans(range, chooseSpanDays(range));
      expect(spans[0]?.from).toBe(range.from);
      expect(spans.at(-1)?.to).toBe(range.to);
      expect(spans.reduce((sum, span) => sum + countRangeDays(span), 0)).toBe(days);
      expect(spans.length).toBeLessThanOrEqual(15);
    }),
  );
});
