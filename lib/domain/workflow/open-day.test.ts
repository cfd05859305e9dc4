import { expect, test } from "vitest";
import { DAY_STATES } from "../day";
import { DAY_CHANGES, refuseDayChange } from "./open-day";

test("counts and explanations change only while a day is open", () => {
  for (const change of ["count", "explanation"] as const) {
    const refusals = DAY_STATES.map((state) =>
      refuseDayChange(change, { state, periodClosed: false }),
    );
    expect(refusals).toEqual([null, "day-not-open", "day-not-open", "day-not-open"]);
  }
});

test("notes and files are added to a signed day until it is closed", () => {
  for (const change of ["note", "attachment"] as const) {
    const refusals = DAY_STATES.map((state) =>
      refuseDayChange(change, { state, periodClosed: false }),
    );
    expect(refusals).toEqual([null, null, null, "day-closed"]);
  }
});

test("a closed period takes nothing, whatever the state of the day", () => {
  for (const change of DAY_CHANGES) {
    for (const state of DAY_STATES) {
      expect(refuseDayChange(change, { state, periodClosed: true })).toBe("period-closed");
    }
  }
});
