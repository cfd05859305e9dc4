import { describe, expect, test } from "vitest";
import type { RegisterShift } from "../cash-sheet";
import type { AgreedFloatOf } from "./expected-cash";
import type { Term } from "../line";
import { minor } from "../money";
import { amount, entry, expectedLines, makeSheet, tender } from "../../testing/expected-sheets";

/** Maps each tender to the expected amount of the only register shift. */
function listExpected(shift: Partial<RegisterShift>): Record<string, number | null> {
  const lines = expectedLines(makeSheet(shift));
  return Object.fromEntries(lines.map(({ tenderId, expected }) => [tenderId, expected]));
}

function listTerms(shift: Partial<RegisterShift>): Partial<Record<Term, number | null>> {
  const cash = expectedLines(makeSheet(shift)).find(({ terms }) => terms !== null);
  return Object.fromEntries((cash?.terms ?? []).map(({ term, amount: value }) => [term, value]));
}

describe("expected cash", () => {
  test("adds what came in to the float and takes away what went out", () => {
    const shift = {
      float: amount(150_00),
      tenders: [tender("CASH", "cash", 600_00)],
      contributions: [entry(20_00)],
      withdrawals: [entry(10_00)],
      expenses: [entry(5_00, "Milk"), entry(7_50, "Ice")],
      deposits: [entry(400_00)],
      pickups: [entry(100_00)],
    };
    expect(listExpected(shift)).toEqual({ CASH: 247_50 });
    expect(listTerms(shift)).toEqual({
      float: 150_00,
      sales: 600_00,
      contributions: 20_00,
      withdrawals: -10_00,
      expenses: -12_50,
      deposits: -400_00,
      pickups: -100_00,
    });
    const cash = expectedLines(makeSheet(shift))[0];
    expect(cash?.terms?.[4]?.entries).toEqual([
      { label: "Milk", amount: -5_00 },
      { label: "Ice", amount: -7_50 },
    ]);
  });

  test("a listed but empty section is 0, one that is not provided stays unknown", () => {
    const shift = { tenders: [tender("CASH", "cash", 1_00)], expenses: [], float: null };
    expect(listTerms(shift)).toMatchObject({ expenses: 0, deposits: null, float: null });
    expect(listExpected(shift)).toEqual({ CASH: 1_00 });
  });

  test("a till with a float has a cash line though it took no cash", () => {
    const shift = { float: amount(150_00), tenders: [tender("CARD", "card", 9_00)] };
    expect(listExpected(shift)).toEqual({ CARD: 9_00, CASH: 150_00 });
    expect(listTerms(shift)).toMatchObject({ float: 150_00, sales: 0 });
  });

  test("a till without cash of any kind has no cash line", () => {
    const shift = { float: amount(0), tenders: [tender("CARD", "card", 9_00)] };
    expect(listExpected(shift)).toEqual({ CARD: 9_00 });
  });

  test("cash paid out of a till without a float still makes a line", () => {
    expect(listExpected({ tenders: [], expenses: [entry(4_00)] })).toEqual({ CASH: -4_00 });
  });

  test("is unknown when the sheet does not list its tenders", () => {
    expect(listExpected({ float: amount(150_00), tenders: null })).toEqual({ CASH: null });
    expect(listTerms({ float: amount(150_00), tenders: null })).toMatchObject({ sales: null });
    expect(listExpected({ tenders: [tender("CASH", "cash", null)] })).toEqual({ CASH: null });
  });

  test("is unknown when an entry is listed without an amount, and says which", () => {
    const lists = ["expenses", "contributions", "withdrawals", "deposits", "pickups"] as const;
    for (const list of lists) {
      const shift = {
        float: amount(150_00),
        tenders: [tender("CASH", "cash", 600_00)],
        [list]: [entry(5_00, "Milk"), entry(null, "Ice")],
      };
      const [line] = expectedLines(makeSheet(shift));
      expect(line).toMatchObject({ expected: null, sales: 600_00 });
      const term = line?.terms?.find((each) => each.term === list);
      expect(term?.amount).toBeNull();
      expect(term?.entries).toMatchObject([{ label: "Milk" }, { label: "Ice", amount: null }]);
    }
  });

  test("has a line where the sheet lists no tenders, though nothing else is known", () => {
    expect(listExpected({ tenders: null })).toEqual({ CASH: null });
    expect(listExpected({ tenders: [] })).toEqual({});
  });

  test("takes the agreed float where the sheet has none, and says so", () => {
    const agreed: AgreedFloatOf = (tillId) => (tillId === "T1" ? minor(200_00) : null);
    const tenders = [tender("CASH", "cash", 10_00)];
    const [first, second, third] = expectedLines(
      makeSheet(
        { tenders },
        { tillId: "T2", tenders },
        { shiftId: "2", tenders, float: amount(50_00) },
      ),
      agreed,
    );
    expect(first).toMatchObject({ tillId: "T1", expected: 210_00 });
    expect(first?.terms?.[0]).toEqual({
      term: "float",
      amount: 200_00,
      entries: [],
      agreed: true,
    });
    expect(second).toMatchObject({ tillId: "T2", expected: 10_00 });
    expect(second?.terms?.[0]).toEqual({ term: "float", amount: null, entries: [] });
    expect(third).toMatchObject({ shiftId: "2", expected: 60_00 });
    expect(third?.terms?.[0]).toEqual({ term: "float", amount: 50_00, entries: [] });
  });

  test("has a line for the agreed float of a till that took no cash", () => {
    const sheet = makeSheet({ tenders: [tender("CARD", "card", 9_00)] });
    const lines = expectedLines(sheet, () => minor(150_00));
    expect(lines.map(({ tenderId, expected }) => [tenderId, expected])).toEqual([
      ["CARD", 9_00],
      ["CASH", 150_00],
    ]);
  });

  test("of several cash tenders the one called CASH carries the float", () => {
    const tenders = [tender("USD", "cash", 30_00), tender("CASH", "cash", 10_00)];
    expect(listExpected({ float: amount(100_00), tenders })).toEqual({ USD: 30_00, CASH: 110_00 });
    const strange = [tender("USD", "cash", 30_00), tender("CHF", "cash", 10_00)];
    expect(listExpected({ float: amount(1_00), tenders: strange })).toEqual({
      USD: 31_00,
      CHF: 10_00,
    });
  });

  test("a till that took none borrows the name of cash from the sheet", () => {
    const lines = expectedLines(
      makeSheet(
        { tillId: "T1", float: amount(50_00), tenders: [] },
        { tillId: "T2", tenders: [tender("EFE", "cash", 1_00)] },
      ),
    );
    expect(lines.map(({ tillId, tenderId }) => [tillId, tenderId])).toEqual([
      ["T1", "EFE"],
      ["T2", "EFE"],
    ]);
  });
});

describe("any tender", () => {
  test("is expected as recorded, and rows of the same one are added up", () => {
    const tenders = [
      tender("CARD", "card", 5_00),
      tender("MEAL", "voucher", null),
      tender("CARD", "card", 2_50),
      tender("POINTS", "other", 1_00),
    ];
    expect(listExpected({ tenders })).toEqual({ CARD: 7_50, MEAL: null, POINTS: 1_00 });
  });

  test("a shift listed in pieces is one, and its float is taken once", () => {
    const lines = expectedLines(
      makeSheet(
        { float: amount(50_00), tenders: [tender("CASH", "cash", 1_00)] },
        { float: amount(50_00), tenders: [tender("CASH", "cash", 2_00)], expenses: [entry(25)] },
      ),
    );
    expect(lines.map(({ expected }) => expected)).toEqual([52_75]);
  });

  test("says when Cashrec's figure had a fraction of a cent", () => {
    const cash = { ...tender("CASH", "cash", 1), amount: amount(1, true) };
    const lines = expectedLines(makeSheet({ tenders: [cash, tender("CARD", "card", 1)] }));
    expect(lines.map(({ rounded }) => rounded)).toEqual([true, false]);
  });
});
