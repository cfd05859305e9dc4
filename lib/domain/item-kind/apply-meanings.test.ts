import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amount, entry, expectedLines, makeSheet, tender } from "../../testing/expected-sheets";
import type { RegisterShift } from "../cash-sheet";
import { isDrawerLine } from "../line";
import { sum } from "../money";
import { compareSales } from "../reconciliation/check-sheet";
import { applyMeanings } from "./apply-meanings";
import {
  ENTRY_MEANINGS,
  type EntryMeaning,
  findMeanings,
  isInTender,
  type ItemKind,
  TENDER_MEANINGS,
  type TenderMeaning,
} from "./item-kind";

const FROM = { version: 1, validFrom: "2026-01-01" };
const ofTender = (meaning: TenderMeaning, item = "EXTRA", tenderId = "CARD"): ItemKind => {
  const within = isInTender(meaning) ? tenderId : null;
  return { source: "tender", item, meaning, within, ...FROM };
};
const ofEntry = (meaning: EntryMeaning, item = "tips"): ItemKind => {
  return { source: "entry", item, meaning, within: null, ...FROM };
};
const read = (shift: Partial<RegisterShift>, ...kinds: ItemKind[]) => {
  const meant = applyMeanings(makeSheet(shift), findMeanings(kinds, "2026-03-01"));
  const lines = expectedLines(meant);
  const cash = lines.find(isDrawerLine);
  const steps = (cash?.terms ?? []).filter(({ amount: of }) => of !== null && of !== 0);
  const figures = Object.fromEntries(steps.map((step) => [step.term, step.amount]));
  return { lines, cash, figures, shift: meant.shifts[0], findings: meant.findings };
};
const CASH = tender("CASH", "cash", 1000);

describe("a tender", () => {
  test("in the till is added to what was taken", () => {
    const { cash, figures } = read(
      { tenders: [CASH, tender("EXTRA", "other", -2)] },
      ofTender("rounding-in-till"),
    );
    expect([cash?.expected, cash?.sales, figures]).toEqual([
      998,
      1000,
      { sales: 1000, rounding: -2 },
    ]);
  });

  test("that leads from the cash back to the sales leaves the till as it was", () => {
    const shift = { grossSales: amount(998), tenders: [CASH, tender("EXTRA", "other", -2)] };
    const { cash, figures, lines, ...rest } = read(shift, ofTender("rounding-in-cash"));
    expect([cash?.expected, cash?.sales, figures]).toEqual([
      1000,
      998,
      { sales: 998, rounding: 2 },
    ]);
    expect(lines).toHaveLength(1);
    expect(rest.shift && compareSales(rest.shift)).toMatchObject({ differ: false });
  });

  test.each([100, -100])("within the cash tender is a part of it, written as %i", (value) => {
    const shift = { tenders: [CASH, tender("EXTRA", "other", value)] };
    const { cash, figures } = read(shift, ofTender("tip-in-cash"));
    expect([cash?.expected, figures]).toEqual([1000, { sales: 900, tips: 100 }]);
  });

  test("apart is a line of its own, and no sale", () => {
    const shift = {
      grossSales: amount(1000),
      tenders: [CASH, tender("EXTRA", "card", 300), tender("GIFT", "voucher", 50)],
    };
    const read1 = read(shift, ofTender("tip-apart"), ofTender("gift-card-redeemed", "GIFT"));
    expect(
      read1.lines.map(({ tenderKind, expected, sales }) => [tenderKind, expected, sales]),
    ).toEqual([
      ["cash", 1000, 1000],
      ["tip", 300, 0],
      ["gift-card", 50, 50],
    ]);
    expect(read1.shift && compareSales(read1.shift)?.ours).toBe(1050);
  });

  test("without an amount leaves the expected cash unknown", () => {
    const shift = { tenders: [CASH, tender("EXTRA", "other", null)] };
    expect(read(shift, ofTender("tip-in-till")).cash?.expected).toBe(null);
  });

  test("makes a cash line where the till took nothing else", () => {
    const shift = { tenders: [tender("EXTRA", "other", 500)] };
    const { cash, figures } = read(shift, ofTender("gift-card-sold-in-till"));
    expect([cash?.tenderId, cash?.expected, figures]).toEqual(["CASH", 500, { "gift-cards": 500 }]);
  });
});

describe("a tender that another one includes", () => {
  const card = (amounts: readonly (number | null)[], tips: number | null, ...kinds: ItemKind[]) => {
    const rows = amounts.map((value) => tender("CARD", "card", value));
    const shift = { grossSales: amount(400), tenders: [...rows, tender("EXTRA", "other", tips)] };
    return read(shift, ofTender("tip-in-tender"), ...kinds);
  };

  test.each([12, -12])("is owed and no sale, and as much is expected, written as %i", (tips) => {
    const { lines, shift, findings } = card([300, 112], tips);
    expect(lines).toMatchObject([{ tenderId: "CARD", tenderKind: "card", expected: 412 }]);
    expect(lines[0]).toMatchObject({
      sales: 400,
      terms: [
        { term: "sales", amount: 400 },
        { term: "tips", amount: 12, entries: [{ label: "EXTRA name", amount: 12 }] },
      ],
    });
    expect(shift && compareSales(shift)).toMatchObject({ ours: 400, differ: false });
    expect(findings).toBe(undefined);
  });

  test("without an amount leaves the sales unknown, and what is expected as it was", () => {
    const { lines, shift } = card([412], null);
    expect(lines).toMatchObject([{ expected: 412, sales: null }]);
    expect(shift && compareSales(shift)).toBe(null);
    expect(card([null], 12).lines).toMatchObject([
      { expected: null, sales: null, terms: [{ amount: null }, { amount: 12 }] },
    ]);
  });

  test.each([
    ["is missing", [], []],
    ["is smaller", [10], []],
    ["is itself something else", [412], [ofTender("tip-apart", "CARD")]],
  ])("stays apart with a finding where the other %s", (_, amounts, kinds) => {
    const { lines, findings } = card(amounts, 12, ...kinds);
    expect(lines.at(-1)).toMatchObject({ tenderId: "EXTRA", tenderKind: "tip", expected: 12 });
    expect(findings).toMatchObject([{ kind: "not-contained", name: "EXTRA name", detail: "CARD" }]);
    expect(card(amounts, 0, ...kinds).findings).toBe(undefined);
  });

  test("is found in another piece of the same register shift", () => {
    const pieces = [[CASH, tender("CARD", "card", 412)], [tender("EXTRA", "other", 12)]];
    const sheet = makeSheet(...pieces.map((tenders) => ({ tenders })));
    const meant = applyMeanings(sheet, findMeanings([ofTender("tip-in-tender")], "2026-03-01"));
    expect(expectedLines(meant)[1]).toMatchObject({ expected: 412, sales: 400 });
  });

  test("within the cash tender is a part of the cash", () => {
    const shift = { tenders: [CASH, tender("EXTRA", "other", 100)] };
    const { cash, figures } = read(shift, ofTender("gift-card-sold-in-tender", "EXTRA", "CASH"));
    expect([cash?.expected, figures]).toEqual([1000, { sales: 900, "gift-cards": 100 }]);
  });
});

describe("an entry", () => {
  test("becomes a step of its own by its label, whatever its case, and its list is its sign", () => {
    const { cash, figures } = read(
      {
        float: amount(200),
        tenders: [CASH],
        expenses: [entry(30, " TIPS "), entry(5, "Ice")],
        contributions: [entry(10, "tips"), entry(50, "Gift")],
      },
      ofEntry("tip"),
      ofEntry("gift-card-sold", "gift"),
    );
    expect(figures).toEqual({ float: 200, sales: 1000, expenses: -5, tips: -20, "gift-cards": 50 });
    expect(cash?.expected).toBe(1225);
  });
});

test("the latest version that has begun is in force, and may withdraw", () => {
  const kinds: ItemKind[] = [
    ofEntry("tip"),
    { ...ofEntry("rounding"), version: 2, validFrom: "2026-02-01" },
    { ...ofEntry("tip"), meaning: null, version: 3, validFrom: "2026-03-01" },
  ];
  const on = (date: string) => findMeanings(kinds, date)?.entries.get("tips");
  expect([on("2025-12-31"), on("2026-01-31"), on("2026-02-28")]).toEqual([
    undefined,
    "tip",
    "rounding",
  ]);
  expect(findMeanings(kinds, "2026-03-01")).toBe(null);
});

const amounts = fc.integer({ min: -1e7, max: 1e7 });
const entries = fc.option(
  fc.array(fc.tuple(amounts, fc.constantFrom("tips", "Gift", "Ice")), { maxLength: 3 }),
);
const tenderRows = fc.array(fc.tuple(fc.constantFrom("EXTRA", "GIFT", "CARD"), amounts), {
  maxLength: 4,
});

test("nothing of a sheet is lost or counted twice, whatever is meant", () => {
  fc.assert(
    fc.property(
      fc.record({ cash: fc.option(amounts), rows: tenderRows, expenses: entries, into: entries }),
      fc.array(fc.constantFrom(...TENDER_MEANINGS), { minLength: 2, maxLength: 2 }),
      fc.array(fc.constantFrom(...ENTRY_MEANINGS), { minLength: 2, maxLength: 2 }),
      ({ cash, rows, expenses, into }, [extra, gift], [tips, card]) => {
        const shift = {
          tenders: [
            ...(cash === null ? [] : [tender("CASH", "cash", cash)]),
            ...rows.map(([id, value]) => tender(id, id === "CARD" ? "card" : "other", value)),
          ],
          expenses: expenses?.map(([value, label]) => entry(value, label)) ?? null,
          contributions: into?.map(([value, label]) => entry(value, label)) ?? null,
        };
        const meant = read(
          shift,
          ofTender(extra ?? "tip-apart"),
          ofTender(gift ?? "tip-apart", "GIFT"),
          ofEntry(tips ?? "tip"),
          ofEntry(card ?? "tip", "gift"),
        );
        const inTill = (meaning: string | undefined) => meaning?.endsWith("-in-till") === true;
        const inCash = (meaning: string | undefined) => meaning?.endsWith("-in-cash") === true;
        const total = (ids: string[]) =>
          sum(rows.filter(([id]) => ids.includes(id)).map(([, value]) => amount(value).amount));
        const added = ["EXTRA", "GIFT"].filter((id) => inTill(id === "EXTRA" ? extra : gift));
        const within = ["EXTRA", "GIFT"].filter((id) => inCash(id === "EXTRA" ? extra : gift));
        const plain = read(shift).cash?.expected ?? 0;
        // What a till should hold changes by the money beside its cash tender alone.
        expect(meant.cash?.expected ?? 0).toBe(plain + total(added));
        const others = meant.lines.filter((line) => !isDrawerLine(line));
        const parts = meant.shift?.special?.filter((part) => part.within === "CARD") ?? [];
        const ids = ["EXTRA", "GIFT"].filter((id) =>
          parts.some(({ label }) => label === `${id} name`),
        );
        const apart = total(["EXTRA", "GIFT", "CARD"]) - total(added) - total(within) - total(ids);
        // What a tender includes divides it, and never more than there is of it.
        const [divided] = others.filter(({ terms }) => terms !== null);
        const owed = sum(parts.map((part) => part.amount?.amount ?? amount(0).amount));
        expect((divided?.expected ?? 0) - (divided?.sales ?? 0)).toBe(owed);
        expect(divided?.sales ?? 0).toBeGreaterThanOrEqual(0);
        expect(sum(others.map(({ expected }) => amount(expected ?? 0).amount))).toBe(apart);
      },
    ),
    { numRuns: 1_000 },
  );
});

test("a sheet of which nothing is meant stays the same object", () => {
  const sheet = makeSheet({ tenders: [CASH], expenses: [entry(5, "Ice")] });
  expect(applyMeanings(sheet, findMeanings([ofEntry("tip")], "2026-03-01"))).toBe(sheet);
  expect(applyMeanings(sheet, findMeanings([], "2026-03-01"))).toBe(sheet);
});
