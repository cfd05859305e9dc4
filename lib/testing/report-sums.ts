/** Adds up the numbers of a workbook's cells, as an accountant would. */
import { expect } from "vitest";
import type { LineRow, Total } from "@/lib/contracts/reconciliation";
import { decimalsOf, minor } from "@/lib/domain/money";
import type { Grouping } from "@/lib/domain/report/totals";
import type { ReadSheet } from "./read-xlsx";

type Sheet = ReadSheet | undefined;

/** Expects every line once, under a title and fourteen heads, and the sums of its groups. */
export function expectReadLines(sheet: Sheet, by: Grouping, lines: readonly LineRow[]) {
  const rows = sheet?.rows ?? [];
  const at = rows.findIndex((row) => row[0] === "Business date");
  expect(at).toBeGreaterThan(2);
  expect(rows[at]).toHaveLength(14);
  const own = rows.slice(at + 1);
  const [read, sums] = [true, false].map((isLine) =>
    own.filter(([first]) => first instanceof Date === isLine),
  ) as [typeof rows, typeof rows];
  const netOf = (row: (typeof rows)[number]) => minorOf(Number(row[8] ?? 0), String(row[5]));
  const net = (of: typeof rows) => of.reduce((sum, row) => sum + netOf(row), 0);
  expect(read).toHaveLength(lines.length);
  expect(net(read)).toBe(lines.reduce((sum, line) => sum + (line.differenceMinor ?? 0), 0));
  expect(net(sums)).toBe(by === "none" ? 0 : net(read));
}

export function sumsOfLines(sheet: Sheet): [string, number][] {
  const [head = [], ...rows] = sheet?.rows ?? [];
  const sums = new Map<string, number>();
  for (const row of rows) {
    const currency = String(row[head.indexOf("Currency")]);
    const difference = Number(row[head.indexOf("Difference")] ?? 0);
    sums.set(currency, (sums.get(currency) ?? 0) + minorOf(difference, currency));
  }
  return [...sums].sort();
}

/** The last rows, which are bold, are the totals of everything. */
export function totalsInSheet(sheet: Sheet, by: Grouping): (string | number)[][] {
  const [head = [], ...rows] = sheet?.rows ?? [];
  const at = head.indexOf("Currency");
  const own = rows.filter((row) => typeof row[at + 1] === "number");
  const all = by === "none" ? own : own.filter((row) => row[0] === "All");
  return all.map((row) => {
    const currency = String(row[at]);
    return [currency, ...row.slice(at + 3).map((value) => minorOf(Number(value), currency))];
  });
}

export function figuresOf(total: Total): (string | number)[] {
  return [
    total.currency,
    total.expectedMinor,
    total.countedMinor,
    total.netMinor,
    total.shortMinor,
    total.overMinor,
    total.uncountedMinor,
    total.unexpectedMinor,
  ];
}

function minorOf(value: number, currency: string): number {
  return minor(Math.round(value * 10 ** decimalsOf(currency)));
}
