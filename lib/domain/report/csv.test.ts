import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minor } from "../money";
import { NO_ANNOTATIONS, REPORT_COLUMNS, buildCell, type ReportLine } from "./report";
import { CSV_SEPARATORS, type CsvDecimal, csvLine, csvRow, type CsvSeparator, defuse } from "./csv";

const text = (value: string | null) => ({ kind: "text" as const, text: value });
const money = (amount: number | null, currency: string) => ({
  kind: "money" as const,
  currency,
  amount: amount === null ? null : minor(amount),
});

const AT = "2019-01-05T06:42:00.000Z";
const PLAIN: ReportLine = {
  ...NO_ANNOTATIONS,
  centreId: "101",
  centreName: "Delhi",
  businessDate: "2019-01-05",
  currency: "INR",
  shiftId: "2",
  shiftName: "Afternoon",
  tillId: "T1",
  tillName: "Till 1",
  state: "open",
  tenderId: "CASH",
  tenderName: "Cash",
  tenderKind: "cash",
  verdict: "uncounted",
  expected: minor(150_00),
  counted: null,
  difference: null,
  tolerance: minor(0),
  rounded: false,
  countVersion: null,
  sales: null,
  approval: minor(0),
  rule: null,
  reason: null,
  terms: [{ term: "float", amount: minor(150_00), entries: [] }],
};

describe("a row of the file", () => {
  test.each([
    // cell, as written
    [text(null), ""],
    [text("two words "), '"two words "'],
    [text("plain"), "plain"],
    [text('a "b", c'), '"a ""b"", c"'],
    [text("two\nlines"), '"two\nlines"'],
    [{ kind: "date" as const, date: "2019-01-05" }, "2019-01-05"],
    [{ kind: "integer" as const, value: -3 }, "-3"],
    [{ kind: "integer" as const, value: null }, ""],
    [{ kind: "instant" as const, at: "2019-01-05T06:42:00.000Z" }, "2019-01-05T06:42:00.000Z"],
    [{ kind: "instant" as const, at: null }, ""],
    [money(-189_53, "EUR"), "-189.53"],
    [money(5, "EUR"), "0.05"],
    [money(1500, "JPY"), "1500"],
    [money(1, "KWD"), "0.001"],
    [money(null, "EUR"), ""],
  ])("%j is written as %s", (cell, written) => {
    expect(csvRow([cell])).toBe(`${written}\r\n`);
  });

  test("a reader of RFC 4180 gets back every text, defused", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" }), { minLength: 2 }), (texts) => {
        const rows: unknown = parse(csvRow(texts.map(text)), { relax_column_count: true });
        expect(rows).toEqual([texts.map((text) => defuse(text))]);
      }),
    );
  });
});

test("a line is written as its cells are", () => {
  const amount = fc.option(fc.integer().map(minor));
  const text = fc.string({ unit: "binary" });
  const line = fc
    .record({
      centreId: text,
      centreName: text,
      shiftId: text,
      tillId: text,
      tillName: text,
      expected: amount,
      counted: amount,
      currency: fc.constantFrom("EUR", "JPY", "KWD"),
      reason: fc.option(text),
      explanation: fc.option(text),
      notes: fc.option(text),
      countVersion: fc.option(fc.nat()),
      stateAt: fc.option(fc.constant(AT)),
    })
    .map((drawn): ReportLine => ({ ...PLAIN, ...drawn }));
  fc.assert(
    fc.property(line, (drawn) => {
      const cells = REPORT_COLUMNS.map((column) => buildCell(column, drawn));
      expect(csvLine(REPORT_COLUMNS, drawn)).toBe(csvRow(cells));
    }),
  );
});

describe("formulas", () => {
  test.each([
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "\n=1",
    "＝1",
    "－1",
    "＋1",
    "＠1",
  ])("%j is defused", (formula) => {
    expect(defuse(formula)).toBe(`'${formula}`);
  });

  test.each([
    ["comma", "a;=1", "a;'=1"],
    ["comma", "a\t +1", "a\t '+1"],
    ["comma", "a, -5", "a, -5"],
    ["semicolon", "a,@SUM(A1)", "a,'@SUM(A1)"],
    ["tab", "a;-1,＝2", "a;'-1,'＝2"],
  ] as const)(
    "in a file with a %s, %j is defused for other countries' programs",
    (by, text, safe) => {
      expect(defuse(text, by)).toBe(safe);
    },
  );

  test("no text begins a cell as a formula would, and nothing of it is lost", () => {
    const start = fc.constantFrom("=", "+", "-", "@", "\t", "\r", " ", "", "a");
    fc.assert(
      fc.property(start, fc.string(), (first, rest) => {
        const safe = defuse(first + rest);
        expect(safe.trimStart()).not.toMatch(/^[=+\-@]/);
        expect(safe).not.toMatch(/^[\t\r]/);
        expect(safe.replaceAll("'", "")).toBe((first + rest).replaceAll("'", ""));
      }),
    );
  });

  test("a negative amount stays a number", () => {
    expect(csvRow([money(-1, "EUR")])).toBe("-0.01\r\n");
  });
});

describe("a file for the spreadsheets of a country", () => {
  const cells = [text("a;b"), text("a,b"), text("a\tb"), money(-1_234_50, "EUR")];

  test.each([
    [{ separator: "comma", decimal: "point" }, 'a;b,"a,b",a\tb,-1234.50\r\n'],
    [{ separator: "comma", decimal: "comma" }, 'a;b,"a,b",a\tb,"-1234,50"\r\n'],
    [{ separator: "semicolon", decimal: "comma" }, '"a;b";a,b;a\tb;-1234,50\r\n'],
    [{ separator: "tab", decimal: "comma" }, 'a;b\ta,b\t"a\tb"\t-1234,50\r\n'],
  ] as const)("has the separators %j", (format, row) => {
    expect(csvRow(cells, format)).toBe(row);
  });

  test("has the same texts and amounts, whatever separates them", () => {
    const separator = fc.constantFrom<CsvSeparator>("comma", "semicolon", "tab");
    const decimal = fc.constantFrom<CsvDecimal>("point", "comma");
    const some = fc.tuple(fc.string({ unit: "binary" }), fc.integer({ min: -1e9, max: 1e9 }));
    fc.assert(
      fc.property(separator, decimal, some, (by, point, [label, amount]) => {
        const row = csvRow([text(`x${label}`), money(amount, "EUR")], {
          separator: by,
          decimal: point,
        });
        const read: string[][] = parse(row, { delimiter: CSV_SEPARATORS[by] });
        const [[one = "", other = ""] = []] = read;
        expect(one).toBe(`x${label}`);
        expect(Math.round(Number(other.replace(",", ".")) * 100)).toBe(amount);
      }),
    );
  });
});
