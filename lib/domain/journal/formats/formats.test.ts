/** Each layout against an example that is written down as the program's documentation has it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minor } from "../../money";
import type { JournalEntry, Posting } from "../posting";
import { reversePostings } from "../posting";
import { USUAL_SETTINGS } from "../settings";
import type { FileBatch } from "./format";
import { FORMATS } from "./formats";
import { JOURNAL_FORMATS, type JournalFormatName } from "./names";
import { refuseFile } from "./refuse-file";
import { encodeWindows1252 } from "./windows-1252";

const posting = (debit: string, credit: string, amount: number, more: Partial<Posting> = {}) => ({
  debit,
  credit,
  amount: minor(amount),
  purpose: "sales" as const,
  detail: "Cash",
  debitTax: null,
  creditTax: null,
  ...more,
});
const ENTRY: JournalEntry = {
  number: 7,
  centreId: "101",
  centreName: 'Köln, "Dom"',
  businessDate: "2026-03-09",
  currency: "EUR",
  reverses: null,
  postings: [
    posting("570000", "700000", 1_234_56, { creditTax: "9" }),
    posting("659000", "570000", 5, { purpose: "short", detail: null }),
  ],
};
const BATCH: FileBatch = {
  entity: null,
  number: 3,
  firstDate: "2026-03-01",
  lastDate: "2026-03-31",
  postedAt: "2026-04-01T08:15:30.123Z",
  currencies: ["EUR"],
  settings: { ...USUAL_SETTINGS, xeroTracking: "Centre", netsuiteSubsidiary: "Spain" },
};
const NAME = '"Köln, ""Dom"""';
const NUMBERED = '"Köln, ""Dom"" (7)"';
const rowsOf = (name: JournalFormatName, entry = ENTRY) =>
  (FORMATS[name].head(BATCH) + FORMATS[name].entry(entry, BATCH)).split(/\r?\n/).slice(0, -1);

describe("a file of", () => {
  test("our own layout has a row for each side of a posting", () => {
    expect(rowsOf("csv")).toEqual([
      "batch,entry,reverses,centre_id,centre_name,business_date,currency,account,debit,credit,purpose,detail,tax_code",
      '3,7,,101,"Köln, ""Dom""",2026-03-09,EUR,570000,1234.56,,sales,Cash,',
      '3,7,,101,"Köln, ""Dom""",2026-03-09,EUR,700000,,1234.56,sales,Cash,9',
      '3,7,,101,"Köln, ""Dom""",2026-03-09,EUR,659000,0.05,,short,,',
      '3,7,,101,"Köln, ""Dom""",2026-03-09,EUR,570000,,0.05,short,,',
    ]);
  });

  test("our own layout names the legal entity in columns at the end, if it is of one", () => {
    const batch = { ...BATCH, entity: { id: "DE1", name: "Nord, GmbH" } };
    const rows = (FORMATS.csv.head(batch) + FORMATS.csv.entry(ENTRY, batch)).split("\r\n");
    expect(rows[0]).toBe(`${rowsOf("csv")[0] ?? ""},entity_id,entity_name`);
    expect(rows[1]).toBe(`${rowsOf("csv")[1] ?? ""},DE1,"Nord, GmbH"`);
    expect(FORMATS.netsuite.entry(ENTRY, batch)).toMatch(/^counterfoil-DE1-3-7,/);
    expect(FORMATS.hledger.head(batch)).toContain("; Counterfoil, batch 3, Nord, GmbH (DE1)\n");
    expect(FORMATS.hledger.entry(ENTRY, batch)).toContain("* (DE1 3/7) Köln");
  });

  test("hledger has transactions whose amounts add up to nothing", () => {
    expect(rowsOf("hledger", { ...ENTRY, reverses: 4 })).toEqual([
      "; Counterfoil, batch 3",
      "decimal-mark .",
      "",
      '2026-03-09 * (3/7) Köln, "Dom" (7, reverses 4)  ; centre: 101',
      "    570000  1234.56 EUR  ; sales: Cash",
      "    700000  -1234.56 EUR",
      "    659000  0.05 EUR  ; short",
      "    570000  -0.05 EUR",
    ]);
  });

  test("Xero has one narration, and credits below zero", () => {
    expect(rowsOf("xero").slice(0, 3)).toEqual([
      "*Narration,*Date,Description,*AccountCode,*TaxRate,*Amount,TrackingName1,TrackingOption1,TrackingName2,TrackingOption2",
      `${NUMBERED},09/03/2026,sales: Cash,570000,Tax Exempt,1234.56,Centre,${NAME},,`,
      `${NUMBERED},09/03/2026,sales: Cash,700000,9,-1234.56,Centre,${NAME},,`,
    ]);
  });

  test("QuickBooks Online has a journal number and dates that begin with the month", () => {
    expect(rowsOf("quickbooks").slice(0, 3)).toEqual([
      "Journal No.,Journal Date,Account Name,Debits,Credits,Description,Location,Currency",
      '3-7,03/09/2026,570000,1234.56,,"Köln, ""Dom"" (7): sales: Cash","Köln, ""Dom""",EUR',
      '3-7,03/09/2026,700000,,1234.56,"Köln, ""Dom"" (7): sales: Cash","Köln, ""Dom""",EUR',
    ]);
  });

  test("Sage 50 has journal debits and credits", () => {
    expect(rowsOf("sage-50").slice(1, 3)).toEqual([
      'JD,,570000,0,09/03/2026,3-7,"Köln, ""Dom"" (7) sales: Cash",1234.56,T9,0.00,1,101,',
      'JC,,700000,0,09/03/2026,3-7,"Köln, ""Dom"" (7) sales: Cash",1234.56,9,0.00,1,101,',
    ]);
  });

  test("Sage Intacct has the fields of the entry on its first line alone", () => {
    expect(rowsOf("sage-intacct").slice(0, 3)).toEqual([
      "DONOTIMPORT,JOURNAL,DATE,DESCRIPTION,REFERENCE_NO,LINE_NO,ACCT_NO,LOCATION_ID,DEPT_ID,DOCUMENT,MEMO,DEBIT,CREDIT,CURRENCY",
      `,GJ,03/09/2026,${NUMBERED},3-7,1,570000,101,,,sales: Cash,1234.56,,EUR`,
      ",,,,,2,700000,101,,,sales: Cash,,1234.56,EUR",
    ]);
  });

  test("NetSuite has one external id for the lines of an entry", () => {
    expect(rowsOf("netsuite").slice(0, 3)).toEqual([
      "External ID,Date,Currency,Subsidiary,Memo,Account,Debit,Credit,Line Memo,Location",
      `counterfoil-3-7,3/9/2026,EUR,Spain,${NUMBERED},570000,1234.56,,sales: Cash,${NAME}`,
      `counterfoil-3-7,3/9/2026,EUR,Spain,${NUMBERED},700000,,1234.56,sales: Cash,${NAME}`,
    ]);
  });

  test("SAP has the fields of the BAPI, separated by tabs", () => {
    expect(rowsOf("sap").map((row) => row.split("\t"))[2]).toEqual([
      "RFBU",
      "1000",
      "20260309",
      "20260309",
      "SA",
      "3-7",
      'Köln, "Dom" (7)',
      "0000000002",
      "0000700000",
      "sales: Cash",
      "101",
      "9",
      "EUR",
      "-1234.56",
    ]);
  });

  test("DATEV has 31 fields in its head, and rows of 125 with both accounts", () => {
    const [head, columns, first] = rowsOf("datev").map((row) => row.split(";"));
    expect(head).toHaveLength(31);
    expect(head?.slice(0, 22).join(";")).toBe(
      '"EXTF";700;21;"Buchungsstapel";13;20260401081530123;;"RE";"";"";1001;1;' +
        '20260101;4;20260301;20260331;"Counterfoil 3";"";1;0;0;"EUR"',
    );
    expect([columns?.length, first?.length]).toEqual([125, 125]);
    expect(first?.slice(0, 14).join(";")).toBe(
      '1234,56;"S";"EUR";;;;570000;700000;"9";0903;"3-7";;;"Köln, ""Dom"" sales: Cash"',
    );
    expect([columns?.[36], first?.[36]]).toEqual(["KOST1 - Kostenstelle", '"101"']);
    expect([columns?.[113], columns?.[117]]).toEqual(["Festschreibung", "Generalumkehr (GU)"]);
  });

  test("A3 has records of 512 bytes with the first and the last line of an entry", () => {
    const records = rowsOf("a3");
    expect(records.map(({ length }) => length)).toEqual([510, 510, 510, 510]);
    const [record = ""] = records;
    expect([record.slice(0, 15), record.slice(15, 27).trim()]).toEqual([
      "500001202603090",
      "570000",
    ]);
    expect([record.slice(57, 58), record.slice(58, 68), record.slice(68, 69)]).toEqual([
      "D",
      "3-7       ",
      "I",
    ]);
    expect([record.slice(99, 113), record.slice(508)]).toEqual(["+0000001234.56", "EN"]);
    expect(records.map((one) => one[68])).toEqual(["I", "M", "M", "U"]);
  });

  test("A3 has them whatever the characters of a name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (centreName) => {
        const bytes = Buffer.from(
          encodeWindows1252(FORMATS.a3.entry({ ...ENTRY, centreName }, BATCH)),
        );
        expect(bytes).toHaveLength(4 * 512);
        expect(bytes.toString("latin1", 99, 113)).toBe("+0000001234.56");
      }),
    );
  });
});

test.each(["sage-50", "sage-intacct", "sap"] as const)(
  "a %s file cuts a long name after a whole character, however many units it has",
  (name) => {
    for (const length of [18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30]) {
      const entry = { ...ENTRY, centreName: "k".repeat(length) + "🍷e\u0301".repeat(40) };
      const file = rowsOf(name, entry).join("\n");
      expect(file, "no half of a character").not.toMatch(/\p{Cs}/u);
      expect(file, "an accent is one character with its letter").not.toContain("\u0301");
      expect(file).toMatch(/k(🍷é)*🍷?[\t,]/u);
    }
  },
);

test.each(JOURNAL_FORMATS)(
  "a %s file of an entry and its reversal is the same each time",
  (name) => {
    const reversal = {
      ...ENTRY,
      number: 8,
      reverses: 7,
      postings: reversePostings(ENTRY.postings),
    };
    const write = () => [...rowsOf(name), ...rowsOf(name, reversal)].join("\n");
    expect(write()).toBe(write());
  },
);

test("what a program would misread is refused, with its reason", () => {
  const reasonOf = (name: JournalFormatName, more: Partial<FileBatch>, accounts = ["570000"]) =>
    refuseFile(FORMATS[name], { ...BATCH, ...more }, accounts)?.reason ?? null;
  expect(reasonOf("csv", { currencies: ["EUR", "JPY"] }, ["Sales:Food"])).toBeNull();
  expect(reasonOf("xero", { currencies: ["EUR", "JPY"] })).toBe("several-currencies");
  expect(reasonOf("a3", { currencies: ["GBP"] })).toBe("other-currency");
  expect(reasonOf("datev", { currencies: ["KWD"] })).toBe("other-currency");
  expect(reasonOf("datev", { currencies: ["JPY"], firstDate: "2025-12-31" })).toBeNull();
  expect(reasonOf("datev", {}, ["570000", "Cash"])).toBe("accounts-not-taken");
  expect(reasonOf("a3", {})).toBeNull();
});

test("older programs get the bytes of Windows-1252", () => {
  expect([...encodeWindows1252("Kö€n…\u4e2d")]).toEqual([0x4b, 0xf6, 0x80, 0x6e, 0x85, 0x3f]);
});
