/** A sheet that is written in any form of the language is read back as the same sheet. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { readAll } from "../../testing/language-response";
import {
  AMOUNTS,
  DATES,
  LAYOUTS,
  TENDERS,
  type TrueSheet,
  writeSheet,
} from "../../testing/write-language";

const amount = fc.integer({ min: -9_999_999, max: 999_999_999 });
const positive = fc.integer({ min: 1, max: 9_999_999 });
const kind = fc.constantFrom("cash", "card", "voucher", "other");
/** One tender has one kind on a whole sheet. */
const kinds = fc.array(kind, { minLength: 4, maxLength: 4 });

const shift = fc.record({
  float: fc.option(positive),
  grossSales: amount,
  tenders: fc.uniqueArray(fc.record({ number: fc.nat({ max: 3 }), amount: fc.option(amount) }), {
    minLength: 1,
    maxLength: 4,
    selector: ({ number }) => number,
  }),
  expenses: fc.array(positive, { maxLength: 3 }),
  contributions: fc.array(positive, { maxLength: 3 }),
});

const sheet = fc
  .record({
    businessDate: fc
      .date({ min: new Date("2019-01-02"), max: new Date("2026-12-30"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    kinds,
    shifts: fc.array(shift, { minLength: 1, maxLength: 3 }),
  })
  .map(({ businessDate, kinds: kindOf, shifts }): TrueSheet => {
    return {
      businessDate,
      shifts: shifts.map((each, at) => ({
        ...each,
        shiftId: `S${at}`,
        tenders: each.tenders.map(({ number, amount: taken }) => ({
          tenderId: `M${number}`,
          kind: kindOf[number] ?? "other",
          amount: taken,
        })),
      })),
    };
  });

const form = fc.record({
  amounts: fc.constantFrom(...AMOUNTS),
  dates: fc.constantFrom(...DATES),
  tenders: fc.constantFrom(...TENDERS),
  layout: fc.constantFrom(...LAYOUTS),
  isSum: fc.boolean(),
});

test("whatever the form, amounts, dates and kinds are the same", { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(sheet, form, (written, how) => {
      const { root, map } = writeSheet(written, how);
      const sheets = readAll(JSON.parse(JSON.stringify(root)), map);
      for (const { shifts } of sheets) for (const each of shifts) sortById(each.tenders ?? []);
      expect(sheets).toEqual([expectedOf(written)]);
    }),
    { numRuns: 300 },
  );
});

const exact = (value: number | null) => (value === null ? null : { amount: value, rounded: false });

/** Columns have the order of the map. */
function sortById<Tender extends { tenderId: string }>(tenders: Tender[]): Tender[] {
  return tenders.sort((left, right) => (left.tenderId < right.tenderId ? -1 : 1));
}

function expectedOf({ businessDate, shifts }: TrueSheet) {
  return {
    centreId: "101",
    businessDate,
    shifts: shifts.map(
      ({ shiftId, float, grossSales, tenders, expenses, contributions }) =>
        expect.objectContaining({
          shiftId,
          tillId: "T1",
          float: exact(float),
          grossSales: exact(grossSales),
          tenders: sortById(
            tenders.map((tender) => ({
              ...tender,
              tenderName: null,
              amount: exact(tender.amount),
            })),
          ),
          expenses: expenses.map((each) => ({ label: null, amount: exact(each) })),
          contributions: contributions.map((each) => ({ label: null, amount: exact(each) })),
        }) as unknown,
    ),
    currency: null,
    status: null,
  };
}
