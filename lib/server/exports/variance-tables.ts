import "server-only";

/**
 * Builds the sheets of one currency: rows of the series, with numbers as numbers and dates as
 * dates.
 */
import type { DateRange } from "@/lib/domain/business-date";
import { formatDateRange } from "@/lib/domain/format";
import { minor } from "@/lib/domain/money";
import {
  computeCoverage,
  computeRatePerThousand,
  type VarianceSums,
} from "@/lib/domain/variance/variance";
import { countLines } from "@/lib/domain/variance/series";
import {
  byDayFinding,
  centresFinding,
  findingsOf,
  heatFinding,
  tendersFinding,
} from "./variance-findings";
import type { VariancePart } from "./variance-parts";
import { type VarianceTexts, weekdayName } from "./variance-text";
import type { XlsxColumn, XlsxRow, XlsxTable } from "./xlsx-sheet";
import type { SheetCell } from "./xlsx-xml";

export function tablesOf(part: VariancePart, texts: VarianceTexts): XlsxTable[] {
  return [
    totalsTable(part, texts),
    byDayTable(part, texts),
    centresTable(part, texts),
    weekdayShiftTable(part, texts),
    tendersTable(part, texts),
  ];
}

/** A workbook has at least one sheet, even without data. */
export function emptyTable({ from, to }: DateRange, texts: VarianceTexts): XlsxTable {
  const dates = formatDateRange(from, to, texts.language);
  const sentences = [texts.t("empty.title", { dates })];
  return tableOf(texts.sheets.totals, [names(texts.t("statement.period"))], [], sentences, texts);
}

function totalsTable(part: VariancePart, texts: VarianceTexts): XlsxTable {
  const { t, sheets, heads } = texts;
  const rows = part.periods.map(({ name, from, to, total }) => ({
    cells: [text(t(`statement.${name}`)), date(from), date(to), ...figures(total, part.currency)],
    bold: name === "current",
  }));
  const columns = [names(t("statement.period")), dates(heads.from), dates(heads.to)];
  const name = `${sheets.totals} ${part.currency}`;
  const sentences = findingsOf(part, texts);
  return tableOf(name, [...columns, ...figureHeads(texts)], rows, sentences, texts);
}

function byDayTable(part: VariancePart, texts: VarianceTexts): XlsxTable {
  const { t, sheets } = texts;
  const { days, currency } = part;
  const rows = days.map(({ from, known, sums, cumulativeMinor }) => ({
    cells: [
      date(from),
      ...figures(known ? sums : undefined, currency),
      money(cumulativeMinor, currency),
    ],
  }));
  const columns = [dates(t("by-day.date")), ...figureHeads(texts), figure(t("by-day.added"))];
  const sentences = [byDayFinding(part, texts)];
  return tableOf(`${sheets["by-day"]} ${currency}`, columns, rows, sentences, texts);
}

function centresTable(part: VariancePart, texts: VarianceTexts): XlsxTable {
  const { t, sheets, heads } = texts;
  const { centres, currency } = part;
  const rows = centres.rows.map((row) => ({
    cells: [text(row.centreId), text(row.centreName), ...figures(row, currency)],
  }));
  const total = {
    cells: [
      text(t("centres.total", { count: rows.length })),
      text(null),
      ...figures(centres.total, currency),
    ],
    bold: true,
  };
  const columns = [names(heads["centre-id"]), names(t("centres.centre")), ...figureHeads(texts)];
  const sentences = [t("centres.titles.net"), centresFinding(part, texts)];
  return tableOf(`${sheets.centres} ${currency}`, columns, [...rows, total], sentences, texts);
}

function weekdayShiftTable(part: VariancePart, texts: VarianceTexts): XlsxTable {
  const { t, sheets, heads } = texts;
  const { cells, currency } = part;
  const rows = cells.map((row) => ({
    cells: [
      text(weekdayName(row.weekday ?? 0, texts)),
      text(row.shiftId),
      text(row.shiftName),
      ...figures(row, currency),
    ],
  }));
  const columns = [t("heat.weekday"), heads["shift-id"], heads.shift].map(names);
  const name = `${sheets["weekday-shift"]} ${currency}`;
  const sentences = [heatFinding(part, texts)];
  return tableOf(name, [...columns, ...figureHeads(texts)], rows, sentences, texts);
}

function tendersTable(part: VariancePart, texts: VarianceTexts): XlsxTable {
  const { t, sheets, heads } = texts;
  const { tenders, currency } = part;
  const rows = tenders.rows.map(
    ({ tenderId, tenderName, sums, share: part, shareBefore, change }) => ({
      cells: [
        text(tenderId),
        text(tenderName),
        money(sums.countedMinor, currency),
        share(change),
        share(part),
        share(shareBefore),
        ...figures(sums, currency),
      ],
    }),
  );
  const columns = [
    ...[heads["tender-id"], t("tenders.tender")].map(names),
    ...["counted", "change", "share", "share-before"].map((name) => figure(t(`tenders.${name}`))),
    ...figureHeads(texts),
  ];
  const sentences = [tendersFinding(part, texts)];
  return tableOf(`${sheets.tenders} ${currency}`, columns, rows, sentences, texts);
}

/** Each series has these columns of its sums, in this order. */
function figureHeads({ t, heads }: VarianceTexts): XlsxColumn[] {
  const own = ["net", "short", "over", "rate"].map((name) => t(`statement.${name}`));
  return [...own, t("centres.coverage"), t("statement.counted"), heads["all-lines"]].map(figure);
}

/** The cells are empty where there is no data. */
function figures(sums: VarianceSums | undefined, currency: string): SheetCell[] {
  const lines = sums === undefined ? undefined : countLines(sums);
  return [
    money(sums?.netMinor, currency),
    money(sums?.shortMinor, currency),
    money(sums?.overMinor, currency),
    { kind: "rate", value: sums === undefined ? null : computeRatePerThousand(sums) },
    share(sums === undefined ? null : computeCoverage(sums)),
    { kind: "integer", value: lines?.compared ?? null },
    { kind: "integer", value: lines?.reported ?? null },
  ];
}

function tableOf(
  name: string,
  columns: readonly XlsxColumn[],
  rows: readonly XlsxRow[],
  sentences: readonly string[],
  texts: VarianceTexts,
): XlsxTable {
  const notes = () => [...sentences, ...texts.notes];
  return { name, columns, rows: atOnce(rows), notes };
}

async function* atOnce(rows: readonly XlsxRow[]): AsyncGenerator<readonly XlsxRow[]> {
  yield await Promise.resolve(rows);
}

const names = (head: string): XlsxColumn => ({ head, width: 24 });
const dates = (head: string): XlsxColumn => ({ head, width: 13 });
const figure = (head: string): XlsxColumn => ({ head, width: 16, isFigure: true });

function text(value: string | null | undefined): SheetCell {
  return { kind: "text", text: value ?? null };
}

function date(value: string): SheetCell {
  return { kind: "date", date: value };
}

function share(value: number | null): SheetCell {
  return { kind: "share", value };
}

function money(amount: number | undefined, currency: string): SheetCell {
  return { kind: "money", amount: amount === undefined ? null : minor(amount), currency };
}
