import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatPlain, minor } from "../money";
import {
  COUNT_COLUMNS,
  COUNTED_MINOR_MAX,
  type CountRow,
  FAULT_CODES,
  findRepeated,
  type Heading,
  readCountRow,
  readHeading,
  formatFault,
  type Separator,
} from "./import-row";

const currencies: Record<string, string> = { "101": "EUR", "114": "JPY", "120": "KWD" };
const centreOf = (id: string) => {
  const currency = currencies[id];
  return currency === undefined ? null : { currency, lastDate: "2028-02-29" };
};
const heading = readHeading(COUNT_COLUMNS) as Heading;

function read(counted: string, separator: Separator = ",", centreId = "101") {
  const cells = [centreId, "2026-11-23", "1", "T1", "CASH", counted];
  return readCountRow({ row: 2, cells, heading, separator, centreOf });
}

function listCodes(found: CountRow | unknown[]): string[] {
  return Array.isArray(found) ? found.map((fault) => (fault as { code: string }).code) : [];
}

describe("an amount", () => {
  test.each([
    // text, separator, centre, minor units
    ["1146.35", ",", "101", 114_635],
    ["1146.3", ",", "101", 114_630],
    ["1146", ",", "101", 114_600],
    ["-0.05", ",", "101", -5],
    ["0", ",", "101", 0],
    ["1146,35", ";", "101", 114_635],
    ["1146.35", ";", "101", 114_635],
    ["5000", ",", "114", 5_000],
    ["1,146", ";", "120", 1_146],
    [" 12.50 ", ",", "101", 1_250],
  ] as const)("%s between %s in centre %s is %i", (text, separator, centreId, expected) => {
    expect(read(text, separator, centreId)).toMatchObject({ counted: expected });
  });

  test.each([
    // text, separator, centre, code
    ["", ",", "101", "empty"],
    ["12,5o", ";", "101", "not-an-amount"],
    ["12,50", ",", "101", "decimal-comma"],
    ["12.505", ",", "101", "too-many-decimals"],
    ["12.5", ",", "114", "too-many-decimals"],
    ["1.146,35", ";", "101", "not-an-amount"],
    ["1 146.35", ",", "101", "not-an-amount"],
    ["1e3", ",", "101", "not-an-amount"],
    ["+5", ",", "101", "not-an-amount"],
    ["12.", ",", "101", "not-an-amount"],
    [".5", ",", "101", "not-an-amount"],
    ["€5", ",", "101", "not-an-amount"],
    ["n/a", ",", "101", "not-an-amount"],
    ["10000000000.01", ",", "101", "too-large"],
    ["9999999999999999", ",", "101", "too-large"],
  ] as const)("%s between %s in centre %s is %s", (text, separator, centreId, code) => {
    expect(listCodes(read(text, separator, centreId))).toEqual([code]);
  });

  test("as it is written in files is read back exactly", () => {
    const amounts = fc.integer({ min: -COUNTED_MINOR_MAX, max: COUNTED_MINOR_MAX });
    const centres = fc.constantFrom("101", "114", "120");
    const separators = fc.constantFrom<Separator>(",", ";");
    fc.assert(
      fc.property(amounts, centres, separators, (amount, centreId, separator) => {
        const plain = formatPlain(minor(amount), currencies[centreId] ?? "");
        const text = separator === ";" ? plain.replace(".", ",") : plain;
        expect(read(text, separator, centreId)).toMatchObject({ counted: minor(amount) });
      }),
    );
  });

  test("that is nonsense is never read as a number", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const found = read(text);
        if (/^-?\d+(\.\d{1,2})?$/.test(text.trim())) return;
        expect(Array.isArray(found)).toBe(true);
      }),
    );
  });
});

describe("a row", () => {
  test("tells all of its faults at once", () => {
    const cells = ["999", "23/11/2026", "", "T1;", "CASH", "x"];
    const found = readCountRow({ row: 7, cells, heading, separator: ",", centreOf });
    expect(listCodes(found)).toEqual([
      "empty",
      "not-an-id",
      "not-a-date",
      "unknown-centre",
      "not-an-amount",
    ]);
    expect(found).toMatchObject([{ row: 7 }, { row: 7 }, { row: 7 }, { row: 7 }, { row: 7 }]);
  });

  test.each(["2026-02-29", "2026-13-01", "2026-00-10", "2026-11-31", "1999-12-31", "26-11-23"])(
    "does not take %s for a date",
    (date) => {
      const cells = ["101", date, "1", "T1", "CASH", "1"];
      const found = readCountRow({ row: 2, cells, heading, separator: ",", centreOf });
      expect(listCodes(found)).toEqual(["not-a-date"]);
    },
  );

  test("takes the 29th of February in a leap year", () => {
    const cells = ["101", "2028-02-29", "1", "T1", "CASH", "1"];
    const found = readCountRow({ row: 2, cells, heading, separator: ",", centreOf });
    expect(found).toMatchObject({ businessDate: "2028-02-29" });
  });

  test("after the last that can be counted in its centre is refused", () => {
    const cells = ["101", "2028-03-01", "1", "T1", "CASH", "1"];
    const found = readCountRow({ row: 2, cells, heading, separator: ",", centreOf });
    const fault = { row: 2, column: "business_date", code: "too-far-ahead", value: "2028-03-01" };
    expect(found).toEqual([fault]);
  });

  test("with too few or too many cells is not guessed at", () => {
    const cells = ["101", "2026-11-23", "1", "T1", "CASH", "12", "50"];
    const found = readCountRow({ row: 2, cells, heading, separator: ",", centreOf });
    expect(found).toEqual([{ row: 2, column: null, code: "cells", value: "7 / 6" }]);
  });

  test("that repeats an earlier one names it", () => {
    const seen = new Map<string, number>();
    const count = read("1") as CountRow;
    expect(findRepeated(seen, count)).toBeNull();
    expect(findRepeated(seen, { ...count, tenderId: "CARD", row: 3 })).toBeNull();
    expect(findRepeated(seen, { ...count, row: 9 })).toMatchObject({ row: 9, value: "2" });
  });
});

describe("a heading", () => {
  test("may be in any order and case, with further columns", () => {
    const cells = [
      "Counted",
      "note",
      "TENDER_ID",
      "till_id",
      "shift_id",
      "business_date",
      "centre_id",
    ];
    const found = readHeading(cells) as Heading;
    expect(found.ignored).toEqual(["note"]);
    const row = ["12.50", "hello", "CASH", "T1", "1", "2026-11-23", "101"];
    expect(
      readCountRow({ row: 2, cells: row, heading: found, separator: ",", centreOf }),
    ).toMatchObject({ centreId: "101", tenderId: "CASH", counted: 1_250 });
  });

  test("names what is missing and what stands twice", () => {
    const cells = ["centre_id", "centre_id", "date", "shift_id", "till_id", "tender_id"];
    expect(listCodes(readHeading(cells) as unknown[])).toEqual([
      "repeated-column",
      "missing-column",
      "missing-column",
    ]);
  });
});

test("every fault has a reason that can be read", () => {
  for (const code of FAULT_CODES) {
    const reason = formatFault({ row: 3, column: "counted", code, value: "12,5o" });
    expect(reason).toMatch(/^.{10,200}\.$|or \. _ : \/ -$/);
  }
});
