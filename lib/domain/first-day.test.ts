import { describe, expect, test } from "vitest";
import { findNextStep, FIRST_STEPS, type FirstDayFacts, progressOf } from "./first-day";

const EMPTY: FirstDayFacts = {
  centres: 0,
  connection: "unknown",
  people: { invited: 0, active: 0 },
  floats: 0,
  rules: 0,
  isRead: false,
  isReading: false,
};
const progress = (facts: Partial<FirstDayFacts>) => progressOf({ ...EMPTY, ...facts });
const next = (facts: Partial<FirstDayFacts>) => findNextStep({ ...EMPTY, ...facts });

describe("the steps before the first day", () => {
  test("are all open on an empty installation without a connection", () => {
    const steps = progress({ connection: "unconfigured" });
    expect(FIRST_STEPS.map((step) => steps[step])).toEqual(FIRST_STEPS.map(() => "open"));
  });

  test("are started while part of the people or centres is missing", () => {
    expect(progress({ people: { invited: 2, active: 4 } }).people).toBe("started");
    expect(progress({ people: { invited: 0, active: 4 } }).people).toBe("done");
    expect(progress({ centres: 14, floats: 9 }).floats).toBe("started");
    expect(progress({ centres: 14, floats: 14 }).floats).toBe("done");
    expect(progress({ isReading: true }).reading).toBe("started");
  });

  test("a connection that nobody tried is started, and one that fails is not done", () => {
    expect(progress({ connection: "unknown" }).connection).toBe("started");
    expect(progress({ connection: "down" }).connection).toBe("started");
    expect(progress({ connection: "sandbox" }).connection).toBe("done");
  });

  test("lead from centres over the connection to the first reading", () => {
    expect(next({})).toBe("centres");
    expect(next({ centres: 1, connection: "unconfigured" })).toBe("connection");
    expect(next({ centres: 1, connection: "down" })).toBe("connection");
    expect(next({ centres: 1 })).toBe("reading");
    expect(next({ centres: 1, isReading: true })).toBeNull();
    expect(next({ centres: 1, isRead: true })).toBeNull();
  });
});
