/** The variance report as a workbook and as a print has the figures of the API, to the cent. */
import { beforeAll, describe, expect, test } from "vitest";
import { varianceExportSchema, varianceSearchSchema } from "@/lib/contracts/variance";
import { formatDifference, formatMoney } from "@/lib/domain/format";
import { decimalsOf } from "@/lib/domain/money";
import type { VarianceGrouping } from "@/lib/domain/variance/variance";
import { scopeFor } from "@/lib/testing/arrange";
import { arrangeDays } from "@/lib/testing/arrange-days";
import { testDatabase } from "@/lib/testing/database";
import { readPdf } from "@/lib/testing/read-pdf";
import { type ReadSheet, readXlsx } from "@/lib/testing/read-xlsx";
import { getVarianceSummary, listVariances } from "../variances/queries";
import { readPreferences } from "../language/translations";
import { findReading } from "../line-search/reading";
import { scopedFilter } from "../line-search/scoped-filter";
import { openPdf } from "../pdf/document";
import { readVarianceParts } from "./variance-parts";
import { exportVariancesPdf } from "./variance-pdf";
import { drawPart } from "./variance-pdf-part";
import { buildVarianceTexts } from "./variance-text";
import { exportVariancesXlsx } from "./variance-xlsx";

const RANGE = { from: "2026-03-01", to: "2026-03-12" };
const SEARCHES = [
  {},
  { tenderId: "CASH", tillId: "T1" },
  { centreId: ["201", "203"], shiftId: "1" },
  { from: "2026-01-01", to: "2026-04-30" },
];

beforeAll(async () => {
  await testDatabase();
  await arrangeDays();
});

const scope = (centreIds: string[] | null = null) => scopeFor("variance:view", centreIds);

describe.each(SEARCHES)("the variance report of %j", (more) => {
  test("has in its workbook the sums of the API, by every series", async () => {
    const sheets = await workbook(more);
    for (const currency of ["EUR", "JPY"]) {
      const rows = async (by: VarianceGrouping) => {
        const search = varianceSearchSchema.parse({ ...RANGE, ...more, by });
        const response = await listVariances(scope(), search);
        return response.rows.filter((row) => row.currency === currency);
      };
      const figures = (list: Awaited<ReturnType<typeof rows>>) =>
        list.map(({ netMinor, shortMinor, overMinor }) =>
          [netMinor, shortMinor, overMinor].map((minor) => units(minor, currency)),
        );
      const figuresOn = (name: string) => figuresIn(sheetOf(sheets, `${name} ${currency}`));
      const days = figuresOn("By day").filter(([net]) => net !== null);
      expect(days).toEqual(figures(await rows("day")));
      const centres = figuresOn("Centres");
      expect(centres.slice(0, -1).toSorted()).toEqual(figures(await rows("centre")).toSorted());
      expect(figuresOn("Weekday and shift")).toEqual(figures(await rows("weekday-shift")));
      expect(figuresOn("Tenders").toSorted()).toEqual(figures(await rows("tender")).toSorted());
      const { current } = await summary(more);
      const total = current.totals.filter((row) => row.currency === currency);
      expect(figures(total as typeof total & Awaited<ReturnType<typeof rows>>)).toEqual([
        figuresOn("Totals")[0],
      ]);
      expect(centres.at(-1)).toEqual(figuresOn("Totals")[0]);
      const added = sheetOf(sheets, `By day ${currency}`).rows.findLast(([day]) => isDate(day));
      expect(added?.at(-1)).toBe(units(total[0]?.netMinor ?? 0, currency));
    }
  });

  test("prints the totals of the API for each currency", async () => {
    const { pages } = await print(more);
    const text = pages.flat();
    const { current } = await summary(more);
    expect(current.totals).toHaveLength(2);
    for (const { currency, netMinor, shortMinor, overMinor, countedMinor } of current.totals) {
      const sides = [netMinor, shortMinor, overMinor]
        .map((minor) => formatDifference(minor, currency, "en"))
        .join("|");
      expect(text.some((line) => line.includes(`|${sides}|`))).toBe(true);
      const net = formatDifference(netMinor, currency, "en");
      expect(text).toContain(
        `Total ${currency}|${formatMoney(countedMinor, currency, "en")}|${net}`,
      );
    }
  });
});

test("is printed row by row, so that short requests go first", async () => {
  const search = varianceExportSchema.parse({ ...RANGE, currency: "EUR" });
  const [part] = await readVarianceParts(scope(), search);
  if (part === undefined) throw new Error("There is nothing to print.");
  const reading = await findReading(await scopedFilter(scope(), search));
  const reader = readPreferences(new Request("http://localhost/"));
  const madeAt = new Date();
  const texts = await buildVarianceTexts(search, reader, { madeAt, reading });
  const { title, language } = texts;
  const pdf = await openPdf({ title, language, orientation: "portrait", footer: [], madeAt });
  const steps = [...drawPart(pdf, part, texts)].length;
  const { points, centres, heat, tenders } = part;
  const tables = [points, centres.rows, heat.rows, tenders.rows];
  expect(steps).toBeGreaterThan(tables.reduce((sum, { length }) => sum + length, 0));
});

test("numbers are numbers and dates are dates", async () => {
  const [, days] = await workbook({ currency: "EUR" });
  expect(days?.rows[0]?.slice(0, 4)).toEqual(["Date", "Net", "Short", "Over"]);
  const first = days?.rows[1] ?? [];
  expect(first[0]).toEqual(new Date("2026-03-01T00:00:00Z"));
  expect(first.slice(1).map((value) => typeof value)).toContain("number");
  expect(first.slice(1).some((value) => typeof value === "string")).toBe(false);
  // There is no data of the third period, which is not zero.
  expect(days?.rows[3]?.slice(1, 4)).toEqual([null, null, null]);
});

test("a currency that is asked for stands alone", async () => {
  const sheets = await workbook({ currency: "JPY" });
  expect(sheets).toHaveLength(5);
  expect(sheets.every(({ name }) => name.endsWith(" JPY"))).toBe(true);
  const text = (await print({ currency: "JPY" })).pages.flat().join("\n");
  expect(text).toContain("Total JPY");
  expect(text).not.toContain("Total EUR");
});

test("every page says the filters, when it was made, and its number", async () => {
  const { pages, sizes } = await print({ centreId: "201", tillId: "T1" });
  for (const [at, lines] of pages.entries()) {
    const foot = lines.slice(-3);
    expect(foot[0]).toContain("Centres: North · 1–12 Mar 2026 · Tills: T1");
    expect(foot[0]).toContain(`|${at + 1} /|${pages.length}`);
    expect(foot[1]).toMatch(/^Created on /);
    expect(foot[2]).toMatch(/^\d+ of 12 centre-days not read from Cashrec: North$/);
    expect(sizes[at]).toEqual([595, 842]);
  }
});

test("the charts are vectors", async () => {
  const bytes = await file(exportVariancesPdf, {});
  expect(Buffer.from(bytes).includes("/Subtype /Image")).toBe(false);
});

test("titles and findings are those of the page, in the reader's language", async () => {
  const lines = (await print({ currency: "EUR" }, "es")).pages.flat();
  expect(lines).toContain("Descuadres");
  expect(lines).toContain("Totales y periodos anteriores, EUR");
  const names = (await workbook({ currency: "EUR" }, "fr")).map(({ name }) => name);
  expect(names).toContain("Moyens de paiement EUR");
});

test("a reader of no such centre gets a report that says so", async () => {
  const other = scope(["elsewhere"]);
  const { pages } = await readPdf(await file(exportVariancesPdf, {}, "en", other));
  expect(pages.flat()).toContain("No lines from 1–12 Mar 2026.");
  const sheets = await readXlsx(await file(exportVariancesXlsx, {}, "en", other));
  expect(sheets.map(({ name }) => name)).toEqual(["Totals"]);
});

type Make = typeof exportVariancesPdf;

async function file(make: Make, more: object, language = "en", as = scope()): Promise<Uint8Array> {
  const search = varianceExportSchema.parse({ ...RANGE, ...more });
  const headers = { "accept-language": language };
  const response = await make(as, search, new Request("http://localhost/", { headers }));
  return new Uint8Array(await response.arrayBuffer());
}

async function workbook(more: object, language?: string): Promise<ReadSheet[]> {
  return readXlsx(await file(exportVariancesXlsx, more, language));
}

async function print(more: object, language?: string) {
  return readPdf(await file(exportVariancesPdf, more, language));
}

function summary(more: object) {
  return getVarianceSummary(scope(), varianceExportSchema.parse({ ...RANGE, ...more }));
}

function sheetOf(sheets: readonly ReadSheet[], name: string): ReadSheet {
  const sheet = sheets.find((one) => one.name === name);
  if (sheet === undefined) throw new Error(`There is no sheet ${name}`);
  return sheet;
}

/**
 * Reads net, short and over from the rows of a sheet: the cells under those heads, above the notes.
 */
function figuresIn({ rows: [heads = [], ...rows] }: ReadSheet) {
  const end = rows.findIndex((row) => row.every((value) => value === null));
  const positions = ["Net", "Short", "Over"].map((head) => heads.indexOf(head));
  return rows.slice(0, end).map((row) => positions.map((position) => row[position] ?? null));
}

function units(minor: number, currency: string): number {
  return Number((minor / 10 ** decimalsOf(currency)).toFixed(decimalsOf(currency)));
}

function isDate(value: unknown): boolean {
  return value instanceof Date;
}
