import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fastHint, impossibleHint, perfectHint, roundHint } from "./count-quality";
import { type CountItem, sumItems, withLoose } from "./denomination";
import { listKnownCurrencies, findKnownDenominations } from "./known-denominations";

const of = (currency: string) => findKnownDenominations(currency) ?? [];
const total = (amountMinor: number) => ({ amountMinor, items: null });

describe("pieces that can't make the amount", () => {
  test.each([
    // currency, total in minor units, impossible
    ["EUR", 1_146_03, false],
    ["CHF", 1_146_03, true],
    ["CHF", 1_146_05, false],
    ["SEK", 1_146_50, true],
    ["SEK", 1_146_00, false],
    ["JPY", 5_003, false],
    ["CLP", 5_003, true],
    ["AED", 10_25, false],
    ["AED", 10_10, true],
    ["EUR", -5, true],
    ["XXX", 1_146_03, false],
  ] as const)("%s %i: %s", (currency, amount, isImpossible) => {
    expect(impossibleHint(total(amount), of(currency)) !== null).toBe(isImpossible);
  });

  test("are named with what they show", () => {
    expect(impossibleHint(total(1_146_03), of("CHF"))).toEqual({
      kind: "impossible-denominations",
      facts: { amountMinor: 1_146_03, stepMinor: 5 },
      innocent: "other-pieces",
    });
    const items = [{ valueMinor: 250, quantity: 2 }];
    expect(impossibleHint({ amountMinor: 500, items }, of("EUR"))?.facts).toEqual({
      valueMinor: 250,
    });
  });

  test("may be what was counted in bulk beside them, and never an empty row", () => {
    const items = (loose: number) => withLoose([{ valueMinor: 500, quantity: 3 }], loose);
    const hintOf = (loose: number) =>
      impossibleHint({ amountMinor: 15_00 + loose, items: items(loose) }, of("CHF"));
    expect(hintOf(1_03)?.facts).toEqual({ amountMinor: 1_03, stepMinor: 5 });
    expect(hintOf(1_05)).toBeNull();
    const empty = [{ valueMinor: 250, quantity: 0 }];
    expect(impossibleHint({ amountMinor: 0, items: empty }, of("EUR"))).toBeNull();
  });

  test("are never found in a drawer that holds them", () => {
    const currencies = fc.constantFrom(...listKnownCurrencies());
    fc.assert(
      fc.property(currencies, fc.array(fc.nat(200), { maxLength: 20 }), (currency, quantities) => {
        const pieces = of(currency);
        const items = pieces.map(({ valueMinor }, at): CountItem => {
          return { valueMinor, quantity: quantities[at] ?? 0 };
        });
        const amountMinor = sumItems(items) ?? 0;
        expect(impossibleHint({ amountMinor, items }, pieces)).toBeNull();
        expect(impossibleHint(total(amountMinor), pieces)).toBeNull();
      }),
    );
  });
});

describe("a count that was typed fast", () => {
  const rows = (count: number): CountItem[] =>
    Array.from({ length: count }, (_, at) => ({ valueMinor: at + 1, quantity: 1 }));

  test.each([
    // fields (0: a total), seconds, fast
    [0, 2, true],
    [0, 3, false],
    [8, 9, true],
    [8, 10, false],
    [15, 16, true],
    [15, 120, false],
  ])("%i fields in %i seconds: %s", (fields, seconds, isFast) => {
    const items = fields === 0 ? null : rows(fields);
    expect(fastHint({ items, seconds }) !== null).toBe(isFast);
  });

  test("counts the rows that were filled in, and is silent where nobody measured", () => {
    const items = [...rows(3), { valueMinor: 900, quantity: 0 }];
    expect(fastHint({ items, seconds: 4 })?.facts).toEqual({ seconds: 4, fields: 3 });
    expect(fastHint({ items, seconds: 5 })).toBeNull();
    expect(fastHint({ items, seconds: null })).toBeNull();
  });
});

describe("counts without any difference, many times running", () => {
  const zeros = (count: number) => Array.from({ length: count }, () => 0);

  test.each([
    // perfect ones first, then others, hint
    [8, 4, true],
    [7, 20, false],
    [8, 3, false],
    [12, 0, true],
    [11, 0, false],
  ])("%i perfect of %i more: %s", (run, others, isReported) => {
    const differences = [...zeros(run), ...Array.from({ length: others }, () => -5)];
    const hint = perfectHint(differences);
    expect(hint !== null).toBe(isReported);
    if (isReported) expect(hint?.facts).toEqual({ run, sample: run + others });
  });

  test("end with the count that they are told of", () => {
    expect(perfectHint([5, ...zeros(30)])).toBeNull();
    expect(perfectHint([])).toBeNull();
  });
});

describe("a round total", () => {
  test.each([
    // currency, amount, float, round
    ["EUR", 1_140_00, null, true],
    ["EUR", 1_145_00, null, false],
    ["EUR", 90_00, null, false],
    ["EUR", 150_00, 150_00, false],
    ["EUR", 150_00, 200_00, true],
    ["JPY", 31_000, null, true],
    ["JPY", 31_500, null, false],
  ] as const)("%s %i with a float of %s: %s", (currency, amount, float, isRound) => {
    expect(roundHint(total(amount), of(currency), float) !== null).toBe(isRound);
  });

  test("of notes and coins is just what they come to", () => {
    const items = [{ valueMinor: 50_00, quantity: 20 }];
    expect(roundHint({ amountMinor: 1_000_00, items }, of("EUR"), null)).toBeNull();
  });

  test("is rare by chance", () => {
    const rounds = Array.from({ length: 100_000 }, (_, at) => 10_000 + at).filter(
      (amount) => roundHint(total(amount), of("EUR"), null) !== null,
    );
    expect(rounds).toHaveLength(100);
  });
});
