import fc from "fast-check";
import { expect, test } from "vitest";
import { minor } from "../money";
import { type SignOffDay, sumByCentre, sumByCurrency } from "./sign-off";

const LINE = { shiftId: "1", tillId: "T1", tenderId: "CASH" };

function day(centreId: string, businessDate: string, difference: number): SignOffDay {
  const key = { centreId, businessDate };
  return {
    ...key,
    currency: centreId.startsWith("G") ? "GBP" : "EUR",
    net: minor(difference),
    short: minor(Math.min(difference, 0)),
    over: minor(Math.max(difference, 0)),
    largest: difference === 0 ? null : { ...key, ...LINE, difference: minor(difference) },
  };
}

test("a signature is summed up per currency, with the largest difference", () => {
  const days = [
    day("E1", "2026-11-09", -527_45),
    day("E2", "2026-11-10", 12_00),
    day("G1", "2026-11-10", 0),
  ];
  expect(sumByCurrency(days)).toMatchObject([
    {
      currency: "EUR",
      days: 2,
      centres: 2,
      net: -515_45,
      short: -527_45,
      over: 12_00,
      largest: { centreId: "E1", businessDate: "2026-11-09", difference: -527_45 },
    },
    { currency: "GBP", days: 1, centres: 1, net: 0, largest: null },
  ]);
  expect(sumByCentre(days).map(({ centreId }) => centreId)).toEqual(["E1", "E2", "G1"]);
});

test("no cent is lost between days, centres and currencies", () => {
  const made = fc.tuple(
    fc.constantFrom("E1", "E2", "G1", "G2"),
    fc.constantFrom("2026-11-09", "2026-11-10", "2026-11-11"),
    fc.integer({ min: -1_000_00, max: 1_000_00 }),
  );
  fc.assert(
    fc.property(fc.array(made, { maxLength: 40 }), (parts) => {
      const days = parts.map((part) => day(...part));
      for (const sums of [sumByCurrency(days), sumByCentre(days)]) {
        const total = (of: (sum: (typeof sums)[number]) => number) =>
          sums.reduce((sum, each) => sum + of(each), 0);
        expect(total((sum) => sum.days)).toBe(days.length);
        expect(total((sum) => sum.net)).toBe(days.reduce((sum, { net }) => sum + net, 0));
        expect(total((sum) => sum.net - sum.short - sum.over)).toBe(0);
      }
      for (const { currency, largest } of sumByCurrency(days)) {
        const sizes = days.filter((each) => each.currency === currency);
        const size = Math.max(...sizes.map(({ net }) => Math.abs(net)));
        expect(Math.abs(largest?.difference ?? 0)).toBe(size);
      }
    }),
  );
});
