import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minor } from "../money";
import { NO_LIMIT, formatRuleName, createToleranceLookup, type ToleranceRule } from "./tolerance";
import {
  covers,
  goesBefore,
  readKindScope,
  readRuleName,
  computeStanding,
  unorderedSides,
} from "./scope";
import { TENDER_KINDS } from "../cash-sheet";

const level = { short: NO_LIMIT, over: NO_LIMIT };
const rule = (centreId: string, tenderId: string, version = 1): ToleranceRule => ({
  centreId,
  tenderId,
  currency: "EUR",
  version,
  validFrom: "2026-01-01",
  explain: level,
  approve: level,
  monthly: null,
  withdrawn: false,
});

const scopes = fc.record({
  centreId: fc.constantFrom("*", "@north", "@top", "@elsewhere", "101", "10/1"),
  tenderId: fc.constantFrom("*", "kind:cash", "kind:card", "CASH", "a/b"),
});
const lines = fc.record({
  centreId: fc.constantFrom("101", "10/1"),
  tenderId: fc.constantFrom("CASH", "a/b"),
  tenderKind: fc.constantFrom(...TENDER_KINDS, null),
  currency: fc.constantFrom("EUR", "JPY"),
  nodeIds: fc.constantFrom([], ["top"], ["north", "top"], ["top", "north"]),
});

describe("of the rules that cover a line", () => {
  test("the one that no other precedes is in force, as the lookup finds", () => {
    fc.assert(
      fc.property(fc.array(scopes, { maxLength: 6 }), lines, (all, line) => {
        const rules = all.map(({ centreId, tenderId }) => rule(centreId, tenderId));
        const covering = rules.filter((each) => covers(each, line));
        const isBefore = (one: ToleranceRule, other: ToleranceRule) =>
          goesBefore(one, other, line.nodeIds);
        const first = covering.find((each) => !covering.some((other) => isBefore(other, each)));
        const lookup = createToleranceLookup(rules, () => line.nodeIds);
        const inForce = lookup({ ...line, businessDate: "2026-03-01" });
        expect(first === undefined ? null : formatRuleName(first)).toBe(
          inForce === null ? null : formatRuleName(inForce),
        );
      }),
    );
  });

  test("a line keeps the name, from which its scope and version are read again", () => {
    fc.assert(
      fc.property(scopes, fc.integer({ min: 1, max: 999 }), ({ centreId, tenderId }, version) => {
        const name = formatRuleName(rule(centreId, tenderId, version));
        if (centreId.startsWith("@")) {
          expect(readRuleName(name, "101")).toBeNull();
          return;
        }
        const lineCentre = centreId === "*" ? "101" : centreId;
        expect(readRuleName(name, lineCentre)).toEqual({
          centreId,
          tenderId,
          currency: "EUR",
          version,
        });
      }),
    );
    for (const text of ["", "101/CASH", "102/CASH/EUR#1", "101/CASH/EUR#0"]) {
      expect(readRuleName(text, "101")).toBeNull();
    }
  });

  test("a kind is told from a tender", () => {
    expect(["kind:cash", "kind:gold", "cash", "*"].map(readKindScope)).toEqual([
      "cash",
      null,
      null,
      null,
    ]);
  });
});

describe("a version", () => {
  // from, superseded from, withdrawn, on 15 June
  test.each([
    ["2026-01-01", null, false, "in-force"],
    ["2026-06-15", null, false, "in-force"],
    ["2026-06-16", null, false, "planned"],
    ["2026-06-16", null, true, "planned"],
    ["2026-01-01", null, true, "withdrawn"],
    ["2026-01-01", "2026-06-15", false, "superseded"],
    ["2026-01-01", "2026-06-16", false, "in-force"],
    ["2026-07-01", "2026-08-01", false, "planned"],
    ["2026-08-01", "2026-07-01", false, "superseded"],
    ["2026-08-01", "2026-08-01", false, "superseded"],
  ])("from %s, superseded from %s, withdrawn %s, is %s", (...row) => {
    const [validFrom, supersededFrom, withdrawn, standing] = row;
    expect(computeStanding({ validFrom, supersededFrom, withdrawn }, "2026-06-15")).toBe(standing);
  });
});

describe("the second level", () => {
  const limit = (amount: number, ppm: number) => ({ amount: minor(amount), ppm });

  test("forgives no less than the first, in amount and in share, on either side", () => {
    const explain = { short: limit(200, 1_000), over: limit(200, 1_000) };
    const of = (short: [number, number], over: [number, number]) =>
      unorderedSides({ explain, approve: { short: limit(...short), over: limit(...over) } });
    expect(of([200, 1_000], [500, 5_000])).toEqual([]);
    expect(of([199, 1_000], [500, 999])).toEqual(["short", "over"]);
    expect(of([500, 0], [200, 1_000])).toEqual(["short"]);
  });
});
