/** What a cash sheet says twice is compared; what it does not say is no mismatch. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RegisterShift } from "../cash-sheet";
import { minor } from "../money";
import {
  amount,
  EMPTY_SHIFT,
  expectedLines,
  makeSheet,
  tender,
} from "../../testing/expected-sheets";
import { checkSheet, compareSales } from "./check-sheet";
import { checkTimes, judgeTimes } from "./check-times";
import { reconcile } from "./reconcile";

const SHIFT: RegisterShift = {
  ...EMPTY_SHIFT,
  grossSales: amount(10_000),
  tenders: [tender("CASH", "cash", 4_000), tender("CARD", "card", 6_000)],
};

function check(shift: Partial<RegisterShift>, counted: number | null = null) {
  const sheet = makeSheet({ ...SHIFT, ...shift });
  const key = { shiftId: "1", tillId: "T1", tenderId: "CASH", version: 1 };
  const lines = reconcile({
    centreId: sheet.centreId,
    businessDate: sheet.businessDate,
    expected: expectedLines(sheet),
    counted: counted === null ? [] : [{ ...key, counted: minor(counted) }],
    ruleFor: () => null,
  });
  const { findings, ...counts } = checkSheet(sheet, lines);
  return { ...counts, findings: findings.map(({ kind, figures }) => ({ kind, figures })) };
}

const NONE = { salesChecked: 0, salesDiffer: 0, differencesChecked: 0, differencesDiffer: 0 };

describe("tenders against gross sales", () => {
  test("add up, or are a finding that names both", () => {
    expect(check({})).toEqual({ ...NONE, salesChecked: 1, findings: [] });
    const figures = { cashrecMinor: 12_000, oursMinor: 10_000 };
    expect(check({ grossSales: amount(12_000) })).toEqual({
      ...NONE,
      salesChecked: 1,
      salesDiffer: 1,
      findings: [{ kind: "sales-differ", figures }],
    });
  });

  test.each<[string, Partial<RegisterShift>]>([
    ["sales that are not provided", { grossSales: null }],
    ["tenders that are not listed", { tenders: null }],
    ["a tender without an amount", { tenders: [tender("CASH", "cash", null)] }],
  ])("are not compared with %s", (_, shift) => {
    expect(check(shift)).toEqual({ ...NONE, findings: [] });
  });

  test("may differ by what was rounded", () => {
    expect(check({ grossSales: amount(10_001, true) }).salesDiffer).toBe(1);
    const tenders = [{ ...tender("CASH", "cash", 0), amount: amount(10_000, true) }];
    expect(check({ grossSales: amount(10_001, true), tenders }).salesDiffer).toBe(0);
  });

  test("differ if and only if the known amounts have another sum", () => {
    const amounts = fc.array(fc.option(fc.integer({ min: -1e6, max: 1e6 })), { maxLength: 6 });
    fc.assert(
      fc.property(amounts, fc.option(fc.integer({ min: -5, max: 5 })), (all, off) => {
        const total = all.reduce<number>((sum, one) => sum + (one ?? 0), 0);
        const compared = compareSales({
          ...EMPTY_SHIFT,
          grossSales: off === null ? null : amount(total + off),
          tenders: all.map((one, at) => tender(`T${at}`, "other", one)),
        });
        const isKnown = off !== null && !all.includes(null);
        expect(compared?.differ).toBe(isKnown ? off !== 0 : undefined);
      }),
    );
  });
});

describe("Cashrec's own cash difference", () => {
  const own = { cashDifference: amount(-500) };

  test("is compared with ours once the cash is counted", () => {
    expect(check(own).differencesChecked).toBe(0);
    expect(check(own, 3_500)).toMatchObject({ differencesChecked: 1, findings: [] });
    const figures = { cashrecMinor: -500, oursMinor: -300 };
    expect(check(own, 3_700)).toMatchObject({
      differencesDiffer: 1,
      findings: [{ kind: "difference-differs", figures }],
    });
  });

  test("is not compared where it is not provided, or nothing is known to be expected", () => {
    expect(check({}, 3_500).differencesChecked).toBe(0);
    expect(check({ ...own, tenders: null }, 3_500).differencesChecked).toBe(0);
  });
});

describe("times", () => {
  const at = (tillId: string, openedAt: string | null, closedAt: string | null) => {
    const moment = (time: string | null) => (time === null ? null : `2026-03-01T${time}:00`);
    return {
      tillId,
      shiftId: openedAt ?? "",
      openedAt: moment(openedAt),
      closedAt: moment(closedAt),
    };
  };

  test("tell shifts that were left open, and which of them the next one overtook", () => {
    const shifts = [at("T1", "07:00", null), at("T1", "13:00", "18:00"), at("T2", "13:00", null)];
    expect(checkTimes(makeSheet(...shifts))).toEqual({
      closedShifts: 1,
      unclosedShifts: 2,
      overtakenShifts: 1,
      lastClosedAt: "2026-03-01T18:00:00",
    });
  });

  test("left open are shifts of past days, and late is a closing after the next day began", () => {
    const day = { businessDate: "2026-03-01", unclosedShifts: 2, overtakenShifts: 1 };
    const judge = (today: string, lastClosedAt: string | null) =>
      judgeTimes({ ...day, lastClosedAt }, { today, dayStartsAt: "05:00" });
    expect(judge("2026-03-01", null)).toEqual({ leftOpenShifts: 1, closedLateAt: null });
    expect(judge("2026-03-02", "2026-03-02T04:59:59").leftOpenShifts).toBe(2);
    expect(judge("2026-03-02", "2026-03-02T04:59:59").closedLateAt).toBeNull();
    expect(judge("2026-03-02", "2026-03-02T05:00:00").closedLateAt).toBe("2026-03-02T05:00:00");
  });

  test("that no sheet says leave nothing open", () => {
    const nothing = { closedShifts: 0, unclosedShifts: 0, overtakenShifts: 0, lastClosedAt: null };
    expect(checkTimes(makeSheet(at("T1", null, null)))).toEqual(nothing);
    expect(checkTimes(null)).toEqual(nothing);
  });
});
