import "server-only";

/**
 * Lists the columns of the report that are printed, and formats their cells. Names are preferred to
 * ids, amounts are in the reader's language, and an absent side is named as such.
 */
import {
  formatBusinessDate,
  formatDifference,
  formatInstant,
  formatMoney,
} from "@/lib/domain/format";
import {
  type Column,
  REPORT_COLUMNS,
  buildCell,
  type ReportLine,
} from "@/lib/domain/report/report";
import type { Grouping, ReportTotal } from "@/lib/domain/report/totals";
import type { PdfCell, PdfColumn } from "../pdf/table";
import type { ReportTexts } from "./report-text";

export type Printed = {
  column: Column;
  /** It replaces the column where that is empty. */
  instead: Column | null;
  share: number;
  linesMax: number;
};

type Choice = { name: string; instead?: string; share: number; linesMax?: number };

/** Widths are proportional to one another; together they are about the width of landscape A4. */
const CHOICES: readonly Choice[] = [
  { name: "business_date", share: 18 },
  { name: "centre_name", share: 24 },
  { name: "shift_name", instead: "shift_id", share: 14 },
  { name: "till_name", instead: "till_id", share: 13 },
  { name: "tender_name", instead: "tender_id", share: 16 },
  { name: "currency", share: 9 },
  { name: "expected", share: 16 },
  { name: "counted", share: 16 },
  { name: "difference", share: 15 },
  { name: "tolerance", share: 13 },
  { name: "verdict", share: 15 },
  { name: "reason", share: 17, linesMax: 2 },
  { name: "explanation", share: 26, linesMax: 3 },
  { name: "day_state", share: 13 },
  { name: "state_by", share: 16 },
];

/** Fields that the lines of a group share are shown in its head. */
const COMMON: Record<Grouping, string | null> = {
  none: null,
  centre: "centre_name",
  day: "business_date",
  reason: "reason",
};

export function printedColumns(grouping: Grouping): Printed[] {
  return CHOICES.filter(({ name }) => name !== COMMON[grouping]).flatMap(
    ({ name, instead, share, linesMax }) => {
      const column = columnOf(name);
      if (column === null) return [];
      return [
        {
          column,
          instead: instead === undefined ? null : columnOf(instead),
          share,
          linesMax: linesMax ?? 1,
        },
      ];
    },
  );
}

export function headsOf(columns: readonly Printed[], { t }: ReportTexts): PdfColumn[] {
  return columns.map(({ column, share, linesMax }) => ({
    head: t(`columns.${column.name}`),
    share,
    linesMax,
    align: column.kind === "money" ? "right" : "left",
  }));
}

export function printedCells(
  columns: readonly Printed[],
  line: ReportLine,
  texts: ReportTexts,
): PdfCell[] {
  return columns.map(({ column, instead }) => {
    const own = cellOf(column, line, texts);
    return own === "" && instead !== null ? cellOf(instead, line, texts) : own;
  });
}

/** Draws the totals of one currency below the lines. The label extends to the first figure. */
export function totalCells(
  columns: readonly Printed[],
  total: ReportTotal,
  { label, texts: { language } }: { label: string; texts: ReportTexts },
): PdfCell[] {
  const { currency } = total;
  const figures: Record<string, string> = {
    expected: formatMoney(total.expected, currency, language),
    counted: formatMoney(total.counted, currency, language),
    difference: formatDifference(total.net, currency, language),
  };
  return columns.map(({ column }, at) => figures[column.name] ?? (at === 0 ? label : ""));
}

function cellOf(column: Column, line: ReportLine, texts: ReportTexts): PdfCell {
  const { language } = texts;
  const cell = buildCell(column, line);
  switch (cell.kind) {
    case "text":
      return cell.text === null ? "" : texts.label(column.labelSet, cell.text);
    case "date":
      return formatBusinessDate(cell.date, language, "short-year");
    case "instant":
      return cell.at === null ? "" : formatInstant(cell.at, language, { style: "short" });
    case "integer":
      return cell.value === null ? "" : String(cell.value);
    case "money":
      if (cell.amount === null) return absent(column, texts);
      if (column.name !== "difference") return formatMoney(cell.amount, cell.currency, language);
      return {
        text: formatDifference(cell.amount, cell.currency, language),
        weight: cell.amount === 0 ? "regular" : "bold",
      };
  }
}

function absent({ name }: Column, { t }: ReportTexts): string {
  if (name === "expected") return t("not-provided");
  return name === "counted" ? t("not-counted") : "·";
}

function columnOf(name: string): Column | null {
  return REPORT_COLUMNS.find((column) => column.name === name) ?? null;
}
