import { expect, test } from "vitest";
import { findYearStart } from "./formats/financial-year";
import { USUAL_SETTINGS } from "./settings";

test("the usual settings begin the financial year with the calendar's", () => {
  expect(findYearStart("2026-03-01", USUAL_SETTINGS.datevYearStart)).toBe("2026-01-01");
  expect(findYearStart("2026-06-30", "07-01")).toBe("2025-07-01");
});
