import fc from "fast-check";
import { expect, test } from "vitest";
import { BUILT_IN_MAP } from "../built-in";
import type { Json } from "../field-map";
import { overBuiltIn } from "../over-built-in";
import { readResponse } from "../read-response";
import { proposeFieldMap } from "./propose";

const asked = { centreIds: ["101"], from: "2026-11-20", to: "2026-11-23" };
/** Amounts that are never whole, so that nobody takes them for cents. */
const amount = fc.integer({ min: 10, max: 90_000 }).map((whole) => (whole * 100 + 37) / 100);
const shift = fc.record({ cash: amount, card: amount, float: fc.integer({ min: 1, max: 30 }) });
const days = fc.array(fc.tuple(shift, shift), { minLength: 2, maxLength: 4 });

const cents = (value: number) => Math.round(value * 100);

test("a response in the built-in form needs no question, and is read the same", () => {
  fc.assert(
    fc.property(days, (some) => {
      const json: Json = some.map((shifts, day) => ({
        centerId: 101,
        businessDay: `2026-11-${20 + day}T00:00:00`,
        shifts: shifts.map(({ cash, card, float }, index) => ({
          shiftId: index + 1,
          tillId: "T1",
          grossSales: (cents(cash) + cents(card)) / 100,
          cashFund: float * 10,
          payments: [
            { paymentTypeId: "CASH", paymentType: "Cash", amount: cash },
            { paymentTypeId: "CARD", paymentType: "Credit card", amount: card },
          ],
        })),
      }));
      const { map, questions } = proposeFieldMap({
        responses: [{ json, asked, currency: "EUR" }],
        specification: null,
      });
      expect(questions).toEqual([]);
      const options = { currencies: { any: "EUR" }, dates: null };
      const proposed = readResponse(json, { map: overBuiltIn(map), ...options });
      expect(proposed).toEqual(readResponse(json, { map: BUILT_IN_MAP, ...options }));
    }),
    { numRuns: 30 },
  );
});
