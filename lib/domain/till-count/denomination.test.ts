import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { computeAmount, type CountItem, DENOMINATIONS_MAX } from "./denomination";
import { sameItems, sumItems, withLoose } from "./denomination";
import { listKnownCurrencies, findKnownDenominations } from "./known-denominations";

const item = fc.record(
  {
    valueMinor: fc.integer({ min: 1, max: 50_000 }),
    quantity: fc.integer({ min: 0, max: 1_000 }),
    per: fc.integer({ min: 2, max: 100 }),
  },
  { requiredKeys: ["valueMinor", "quantity"] },
);
const drawers = fc.uniqueArray(item, {
  minLength: 1,
  maxLength: 20,
  selector: ({ valueMinor, per }) => `${valueMinor}/${per ?? 1}`,
});

describe("a count of pieces", () => {
  test("adds up notes and coins, rolls and bags, and what was counted in bulk", () => {
    const drawer: CountItem[] = [
      { valueMinor: 5_000, quantity: 7 },
      { valueMinor: 200, quantity: 23 },
      { valueMinor: 200, quantity: 2, per: 25 },
      { valueMinor: 1, quantity: 0 },
    ];
    expect(sumItems(drawer)).toBe(35_000 + 4_600 + 10_000);
    expect(sumItems(withLoose(drawer, 1_234))).toBe(49_600 + 1_234);
    expect(withLoose(drawer, 0)).toEqual(drawer);
  });

  test("takes a loose total as large as a note for no note", () => {
    const drawer = withLoose([{ valueMinor: 5_000, quantity: 1 }], 5_000);
    expect(sumItems(drawer)).toBe(10_000);
  });

  test("is the sum of its items in any order, and one more adds its value", () => {
    fc.assert(
      fc.property(drawers, fc.nat(1_000_000), (drawer, loose) => {
        const all = withLoose(drawer, loose);
        const sum = sumItems(all) ?? 0;
        const plain = drawer.reduce(
          (total, { valueMinor, quantity, per }) => total + valueMinor * quantity * (per ?? 1),
          loose,
        );
        expect(sum).toBe(plain);
        expect(sumItems([...all].reverse())).toBe(sum);
        const [first, ...rest] = all;
        if (first === undefined) return;
        const step = computeAmount({ ...first, quantity: 1 }) ?? 0;
        expect(sumItems([{ ...first, quantity: first.quantity + 1 }, ...rest])).toBe(sum + step);
      }),
    );
  });

  test("by the roll is worth as much as piece by piece", () => {
    fc.assert(
      fc.property(drawers, (drawer) => {
        for (const each of drawer) {
          const { valueMinor, quantity, per = 1 } = each;
          expect(computeAmount(each)).toBe(computeAmount({ valueMinor, quantity: quantity * per }));
        }
      }),
    );
  });

  test("with an item twice, or beyond any till, is none", () => {
    const twice = { valueMinor: 500, quantity: 1 };
    expect(sumItems([twice, twice])).toBeNull();
    expect(sumItems([twice, { ...twice, per: 40 }])).toBe(20_500);
    expect(sumItems([{ valueMinor: 100_000_000, quantity: 1_000_000 }])).toBeNull();
    const bags = { valueMinor: 100_000_000, quantity: 1_000_000, per: 100_000 };
    expect(sumItems([bags])).toBeNull();
  });

  test("is the same in another order and without its empty rows", () => {
    fc.assert(
      fc.property(drawers, (drawer) => {
        expect(sameItems(drawer, [...drawer].reverse())).toBe(true);
        const filled = drawer.filter(({ quantity }) => quantity > 0);
        expect(sameItems(drawer, filled)).toBe(true);
        const [first] = filled;
        if (first === undefined) return;
        const more = filled.with(0, { ...first, quantity: first.quantity + 1 });
        expect(sameItems(filled, more)).toBe(false);
      }),
    );
  });
});

describe("what is known of a currency", () => {
  test("reaches those that centres use", () => {
    expect(listKnownCurrencies()).toEqual(
      expect.arrayContaining([
        "EUR",
        "GBP",
        "USD",
        "CHF",
        "PLN",
        "SEK",
        "DKK",
        "NOK",
        "MXN",
        "COP",
        "CLP",
        "AED",
        "INR",
        "JPY",
      ]),
    );
    expect(findKnownDenominations("XXX")).toBeNull();
  });

  test.each(listKnownCurrencies())(
    "%s falls in value, each once, in whole minor units",
    (currency) => {
      const all = findKnownDenominations(currency) ?? [];
      const values = all.map(({ valueMinor }) => valueMinor);
      expect(values.every((value) => Number.isSafeInteger(value) && value > 0)).toBe(true);
      expect(values).toEqual([...new Set(values)].sort((one, other) => other - one));
      expect(all.length).toBeLessThanOrEqual(DENOMINATIONS_MAX);
      const kinds = all.map(({ kind }) => kind);
      expect(kinds.lastIndexOf("note")).toBeLessThan(kinds.indexOf("coin"));
      for (const { kind, rollOf, bagOf } of all) {
        if (kind === "note") expect([rollOf, bagOf]).toEqual([null, null]);
      }
    },
  );

  test.each([
    // currency, value, in a roll, the roll is worth
    ["EUR", 200, 25, 5_000],
    ["EUR", 1, 50, 50],
    ["USD", 25, 40, 1_000],
    ["USD", 5, 40, 200],
    ["CHF", 500, 25, 12_500],
    ["JPY", 500, 50, 25_000],
  ])("a roll of %s %i holds %i, worth %i", (currency, valueMinor, rollOf, worth) => {
    const coin = findKnownDenominations(currency)?.find((each) => each.valueMinor === valueMinor);
    expect(coin).toMatchObject({ kind: "coin", rollOf });
    expect(computeAmount({ valueMinor, quantity: 1, per: rollOf })).toBe(worth);
  });
});
