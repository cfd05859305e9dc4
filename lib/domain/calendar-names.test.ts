import { describe, expect, test } from "vitest";
import { DAY_NAMES, MONTH_NAMES } from "./calendar-names";

describe("names of days and months", () => {
  test.each(["en", "es", "fr"] as const)("%s has every one, once", (language) => {
    for (const style of ["short", "long"] as const) {
      expect(new Set(DAY_NAMES[language][style]).size).toBe(7);
      expect(new Set(MONTH_NAMES[language][style]).size).toBe(12);
    }
  });
});
