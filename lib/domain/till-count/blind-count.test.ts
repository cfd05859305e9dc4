import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  BLIND_MODES,
  type CountHistory,
  countRefusal,
  mayReveal,
  requestRefusal,
  triesLeft,
} from "./blind-count";

const history = (versions: number, requests = 0, isRecountWanted = false): CountHistory => ({
  versions,
  requests,
  isRecountWanted,
});

describe("what is expected", () => {
  test.each([
    // mode, counted, recount wanted, revealed
    ["hidden", false, false, false],
    ["hidden", true, false, false],
    ["hidden", true, true, false],
    ["after-entry", false, false, false],
    ["after-entry", true, false, true],
    ["after-entry", true, true, false],
    ["shown", false, false, true],
    ["shown", true, false, true],
    ["shown", true, true, true],
  ] as const)(
    "%s, counted %s, recount %s: told %s",
    (mode, isCounted, isRecountWanted, revealed) => {
      expect(mayReveal(mode, { isCounted, isRecountWanted })).toBe(revealed);
    },
  );
});

describe("a count", () => {
  test.each([
    // mode, versions, requests, wanted, refusal, tries left (of two)
    ["hidden", 0, 0, false, null, 3],
    ["hidden", 1, 0, false, null, 2],
    ["hidden", 2, 0, false, null, 1],
    ["hidden", 3, 0, false, "tries-used", 0],
    ["hidden", 3, 1, true, null, 1],
    ["hidden", 4, 1, false, "tries-used", 0],
    ["hidden", 2, 1, false, null, 2],
    ["hidden", 3, 3, true, "tries-used", 0],
    ["after-entry", 0, 0, false, null, 1],
    ["after-entry", 1, 0, false, "recount-not-asked", 0],
    ["after-entry", 1, 1, true, null, 1],
    ["after-entry", 2, 1, false, "recount-not-asked", 0],
    ["after-entry", 3, 3, true, "tries-used", 0],
    ["shown", 1, 0, false, null, 2],
    ["shown", 3, 0, false, "tries-used", 0],
  ] as const)("%s, %i versions, %i asked, wanted %s: %s", (...row) => {
    const [mode, versions, requests, wanted, refusal, left] = row;
    const rules = { mode, recountsMax: 2, isManager: false };
    expect(countRefusal(history(versions, requests, wanted), rules)).toBe(refusal);
    expect(triesLeft(history(versions, requests, wanted), rules)).toBe(left);
  });

  test("of a manager is never refused, and nobody is refused the first one", () => {
    const any = fc.record({
      versions: fc.nat(20),
      requests: fc.nat(20),
      isRecountWanted: fc.boolean(),
    });
    const rules = fc.record({
      mode: fc.constantFrom(...BLIND_MODES),
      recountsMax: fc.integer({ min: 0, max: 10 }),
      isManager: fc.boolean(),
    });
    fc.assert(
      fc.property(any, rules, (given, rule) => {
        const refusal = countRefusal(given, rule);
        if (rule.isManager || given.versions === 0) expect(refusal).toBeNull();
        expect(triesLeft(given, rule) === 0).toBe(refusal !== null);
      }),
    );
  });

  test("can't be corrected for ever by somebody who may not decide", () => {
    const rules = fc.record({
      mode: fc.constantFrom(...BLIND_MODES),
      recountsMax: fc.integer({ min: 0, max: 10 }),
    });
    // The actions on one line: true requests a fresh count, false counts.
    fc.assert(
      fc.property(rules, fc.array(fc.boolean(), { maxLength: 80 }), (given, acts) => {
        const rule = { ...given, isManager: false };
        let now = history(0);
        for (const asks of acts) now = asks ? ask(now) : count(now);
        expect(now.versions).toBeLessThanOrEqual(1 + 2 * rule.recountsMax);

        function ask(past: CountHistory): CountHistory {
          if (requestRefusal(past, rule) !== null) return past;
          return { ...past, requests: past.requests + 1, isRecountWanted: true };
        }
        function count(past: CountHistory): CountHistory {
          if (countRefusal(past, rule) !== null) return past;
          return { ...past, versions: past.versions + 1, isRecountWanted: false };
        }
      }),
    );
  });
});

describe("a fresh count is asked for", () => {
  test.each([
    // versions, requests, wanted, manager, refusal
    [0, 0, false, false, "not-counted"],
    [0, 0, false, true, "not-counted"],
    [1, 0, false, false, null],
    [1, 1, true, true, "already-asked"],
    [2, 1, false, false, null],
    [3, 2, false, false, "tries-used"],
    [3, 2, false, true, null],
  ] as const)("%i versions, %i asked, wanted %s, manager %s: %s", (...row) => {
    const [versions, requests, wanted, isManager, refusal] = row;
    const rules = { recountsMax: 2, isManager };
    expect(requestRefusal(history(versions, requests, wanted), rules)).toBe(refusal);
  });
});
