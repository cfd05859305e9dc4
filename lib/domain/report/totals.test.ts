import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { computeTotals } from "../day";
import { VERDICTS } from "../line";
import { minor, sum } from "../money";
import { NO_ANNOTATIONS, type ReportLine } from "./report";
import { compareGroups, type Grouping, GROUPINGS, createReportSums } from "./totals";

const amount = fc.integer({ min: -1_000_000, max: 1_000_000 }).map(minor);
const absent = fc.option(amount, { nil: null });

const reportLine: fc.Arbitrary<ReportLine> = fc
  .record({
    centreId: fc.constantFrom("101", "102", "103"),
    businessDate: fc.constantFrom("2019-01-05", "2019-01-06", "2019-02-01"),
    currency: fc.constantFrom("EUR", "JPY"),
    reason: fc.constantFrom(null, "other", "training"),
    verdict: fc.constantFrom(...VERDICTS),
    expected: absent,
    counted: absent,
    sales: absent,
  })
  .map((some) => ({
    ...NO_ANNOTATIONS,
    ...some,
    centreName: `Centre ${some.centreId}`,
    state: "open",
    terms: null,
    rounded: false,
    shiftId: "1",
    shiftName: null,
    tillId: "T1",
    tillName: null,
    countVersion: null,
    tenderId: "CASH",
    tenderName: null,
    tenderKind: "cash" as const,
    rule: null,
    tolerance: minor(0),
    approval: minor(0),
    difference:
      some.expected === null || some.counted === null ? null : minor(some.counted - some.expected),
  }));
const reportLines = fc.array(reportLine, { maxLength: 60 });
const grouping = fc.constantFrom<Grouping>(...GROUPINGS);

describe("the sums of a report", () => {
  test("are those of its lines, currency by currency", () => {
    fc.assert(
      fc.property(reportLines, grouping, (lines, by) => {
        for (const total of summed(lines, by).totals()) {
          const { currency, net, ...sums } = total;
          const own = lines.filter((line) => line.currency === currency);
          expect(sums).toEqual(computeTotals(own));
          expect(net).toBe(sum(own.flatMap((line) => line.difference ?? [])));
          expect(net).toBe(total.counted - total.expected);
        }
      }),
    );
  });

  test("of the groups add up to the whole, to the cent", () => {
    fc.assert(
      fc.property(reportLines, grouping, (lines, by) => {
        fc.pre(by !== "none");
        const sums = summed(lines, by);
        const parts = sums.groups().flatMap(({ totals }) => totals);
        for (const total of sums.totals()) {
          const own = parts.filter(({ currency }) => currency === total.currency);
          for (const figure of ["expected", "counted", "net", "short", "over"] as const) {
            expect(sum(own.map((part) => part[figure])), figure).toBe(total[figure]);
          }
          for (const verdict of VERDICTS) {
            const counts = own.map((part) => part.lines[verdict]);
            expect(counts.reduce((a, b) => a + b, 0)).toBe(total.lines[verdict]);
          }
        }
      }),
    );
  });

  test("are the same in whatever pages the lines come", () => {
    fc.assert(
      fc.property(reportLines, grouping, fc.integer({ min: 1, max: 7 }), (lines, by, size) => {
        const paged = createReportSums(by);
        for (let at = 0; at < lines.length; at += size) paged.add(lines.slice(at, at + size));
        const whole = summed(lines, by);
        expect(paged.totals()).toEqual(whole.totals());
        expect(paged.groups()).toEqual(whole.groups());
      }),
    );
  });

  test("never meet in one total when their currencies differ", () => {
    fc.assert(
      fc.property(reportLines, grouping, (lines, by) => {
        const sums = summed(lines, by);
        for (const { totals } of [{ totals: sums.totals() }, ...sums.groups()]) {
          const currencies = totals.map(({ currency }) => currency);
          expect(new Set(currencies).size).toBe(currencies.length);
        }
        expect(new Set(sums.totals().map(({ currency }) => currency))).toEqual(
          new Set(lines.map(({ currency }) => currency)),
        );
      }),
    );
  });
});

describe("groups", () => {
  // grouping, keys in order
  test.each([
    ["centre", ["101", "102"]],
    ["day", ["2019-01-06", "2019-01-05"]],
    ["reason", ["other", "training", null]],
  ] as const)("by %s stand in the order %j", (by, keys) => {
    const groups = keys.toReversed().map((key) => ({ key, name: null }));
    expect(groups.sort((a, b) => compareGroups(by, a, b)).map(({ key }) => key)).toEqual(keys);
  });

  test("are none when nothing is grouped", () => {
    const [line] = fc.sample(reportLine, 1);
    expect(summed(line === undefined ? [] : [line], "none").groups()).toEqual([]);
  });
});

function summed(lines: readonly ReportLine[], by: Grouping) {
  const sums = createReportSums(by);
  sums.add(lines);
  return sums;
}
