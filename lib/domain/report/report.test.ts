import { describe, expect, test } from "vitest";
import { minor } from "../money";
import {
  NO_ANNOTATIONS,
  REPORT_COLUMNS,
  buildCell,
  formatReportFileName,
  type ReportLine,
} from "./report";

const line: ReportLine = {
  ...NO_ANNOTATIONS,
  centreId: "101",
  centreName: "Delhi",
  businessDate: "2019-01-05",
  currency: "INR",
  shiftId: "2",
  shiftName: "Afternoon",
  tillId: "T1",
  tillName: "Till 1",
  tenderId: "CASH",
  tenderName: "Cash",
  tenderKind: "cash",
  state: "open",
  expected: minor(150_00),
  counted: null,
  difference: null,
  tolerance: minor(0),
  verdict: "uncounted",
  rounded: false,
  countVersion: null,
  sales: null,
  approval: minor(0),
  rule: null,
  reason: null,
  terms: [
    { term: "float", amount: minor(150_00), entries: [] },
    { term: "sales", amount: null, entries: [] },
  ],
};

function buildCells(one: ReportLine) {
  return REPORT_COLUMNS.map((column) => buildCell(column, one));
}

describe("the discrepancy report", () => {
  test("begins with the columns that scripts rely on", () => {
    expect(REPORT_COLUMNS.slice(0, 12).map(({ name }) => name)).toEqual([
      "centre_id",
      "centre_name",
      "business_date",
      "shift_id",
      "shift_name",
      "till_id",
      "tender_id",
      "currency",
      "expected",
      "counted",
      "difference",
      "verdict",
    ]);
  });

  test("names no column twice", () => {
    const names = REPORT_COLUMNS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test("fills every column with cells of its kind", () => {
    const kinds = REPORT_COLUMNS.map(({ kind }) => kind);
    expect(buildCells(line).map(({ kind }) => kind)).toEqual(kinds);
  });

  test("keeps money a number, and an unknown amount unknown", () => {
    const cells = new Map(REPORT_COLUMNS.map(({ name }, at) => [name, buildCells(line)[at]]));
    expect(cells.get("expected")).toEqual({ kind: "money", amount: 150_00, currency: "INR" });
    for (const name of ["counted", "difference", "sales", "expenses"]) {
      expect(cells.get(name), name).toEqual({ kind: "money", amount: null, currency: "INR" });
    }
  });
});

test("the file's name says its dates and what it holds", () => {
  const range = { from: "2019-01-01", to: "2019-03-31", differencesOnly: true };
  expect(formatReportFileName(range, "csv")).toBe("discrepancies-2019-01-01-to-2019-03-31.csv");
  const day = { from: "2019-01-01", to: "2019-01-01", differencesOnly: false };
  expect(formatReportFileName(day, "csv")).toBe("reconciliations-2019-01-01.csv");
});
