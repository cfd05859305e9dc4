import fc from "fast-check";
import { expect, test } from "vitest";
import { minor } from "../money";
import { type QuietFigures, sumQuietFigures } from "./quiet-figures";

const count = fc.nat(500);
const row = fc
  .record({
    currency: fc.constantFrom("EUR", "GBP", "CHF"),
    certified: count,
    certifiedLines: count,
    waiting: count,
    unchanged: count,
    explained: count,
    changed: count,
    found: fc.integer({ min: -1_000_000, max: 1_000_000 }).map(minor),
  })
  .map((figures): QuietFigures => {
    const { waiting, unchanged, explained, changed } = figures;
    return { ...figures, sampled: waiting + unchanged + explained + changed };
  });

test("no day and no cent is lost between centres and currencies", () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
      const total = sumQuietFigures(rows);
      const { waiting, unchanged, explained, changed, sampled, found } = total;
      expect(waiting + unchanged + explained + changed).toBe(sampled);
      expect(found.reduce((days, each) => days + each.days, 0)).toBe(changed);
      for (const { currency, net } of found) {
        const own = rows.filter((each) => each.currency === currency);
        expect(net).toBe(own.reduce((sum, each) => sum + each.found, 0));
      }
    }),
  );
});
