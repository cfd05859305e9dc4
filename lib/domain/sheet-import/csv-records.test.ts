import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findSeparator, readCsvRecords } from "./csv-records";

const rowsOf = (...lines: string[][]) => lines.map((cells, at) => ({ row: at + 1, cells }));

describe("the rows of a CSV file", () => {
  test("are records with the names of the heading, and an empty cell is null", () => {
    const read = readCsvRecords(
      rowsOf(["local", " importe "], ["101", "12.50"], ["", ""], ["102", ""]),
      true,
    );
    expect(read).toEqual({
      records: [
        { local: "101", importe: "12.50" },
        { local: "102", importe: null },
      ],
      rows: [2, 4],
      faults: [],
    });
  });

  test("with decimal commas have decimal points, and points between thousands go", () => {
    const cells = ["12,50", "-1.234,5", "1.234", "7", "1.234.567,00"];
    const { records } = readCsvRecords(rowsOf(["v"], ...cells.map((cell) => [cell])), true);
    expect(records.map(({ v }) => v)).toEqual(["12.50", "-1234.5", "1234", "7", "1234567.00"]);
  });

  test("stay as they are where both marks occur, or the field map names the mark", () => {
    const mixed = rowsOf(["v"], ["12,50"], ["12.50"]);
    expect(readCsvRecords(mixed, true).records).toEqual([{ v: "12,50" }, { v: "12.50" }]);
    const named = rowsOf(["v"], ["12,50"]);
    expect(readCsvRecords(named, false).records).toEqual([{ v: "12,50" }]);
  });

  test("with too few cells, or a heading that repeats a name, are refused by their number", () => {
    expect(readCsvRecords(rowsOf(["a", "b"], ["1"]), true).faults).toEqual([
      { code: "cells", row: 2, path: null, value: "1 / 2" },
    ]);
    expect(readCsvRecords(rowsOf(["a", "a"], ["1", "2"]), true).faults).toEqual([
      { code: "heading", row: 1, path: null, value: "a" },
    ]);
  });

  test("lose nothing of an amount, whatever the marks", () => {
    const amount = fc.integer({ min: -99_999_999, max: 99_999_999 });
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1 }), (cents) => {
        const lines = cents.map((each) => [formatWithCommas(each)]);
        const { records } = readCsvRecords(rowsOf(["v"], ...lines), true);
        const read = records.map(({ v }) => Math.round(Number(v) * 100));
        expect(read).toEqual(cents.map((each) => each + 0));
      }),
    );
  });
});

test("the separator is a tab, a semicolon or a comma", () => {
  expect(["a\tb;c", "a;b,c", "a,b", "a"].map(findSeparator)).toEqual(["\t", ";", ",", ","]);
});

function formatWithCommas(cents: number): string {
  const text = String(Math.abs(cents)).padStart(3, "0");
  const whole = text.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ".");
  return `${cents < 0 ? "-" : ""}${whole},${text.slice(-2)}`;
}
