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
import type { Column, ReportLine } from "@/lib/domain/report/report";
import type { Grouping, ReportTotal } from "@/lib/domain/report/totals";
import type { PdfCell, PdfColumn } from "../pdf/table";
import {
  buildReadCell,
  findReadColumn,
  READ_COLUMNS,
  type ReadColumn,
  type ReadColumnName,
} from "./printed-columns";
import type { ReportTexts } from "./report-text";

export type Printed = ReadColumn & { share: number; linesMax: number };

type Choice = { share: number; linesMax?: number };

/** Widths are proportional to one another; together they are about the width of landscape A4. */
const CHOICES: Record<ReadColumnName, Choice> = {
  business_date: { share: 20 },
  centre_name: { share: 20, linesMax: 2 },
  shift_name: { share: 14, linesMax: 2 },
  till_name: { share: 12, linesMax: 2 },
  tender_name: { share: 16, linesMax: 2 },
  currency: { share: 10 },
  expected: { share: 16 },
  counted: { share: 16 },
  difference: { share: 15 },
  tolerance: { share: 14 },
  verdict: { share: 19, linesMax: 2 },
  reason: { share: 17, linesMax: 4 },
  explanation: { share: 24, linesMax: 3 },
  day_state: { share: 13 },
  state_by: { share: 18, linesMax: 2 },
};

/** Fields that the lines of a group share are shown in its head. */
const COMMON: Record<Grouping, string | null> = {
  none: null,
  centre: "centre_name",
  day: "business_date",
  reason: "reason",
};

/** Where no line has an explanation, its column is left out, and the reasons have more width. */
export function printedColumns(grouping: Grouping, lines: readonly ReportLine[]): Printed[] {
  const isExplained = lines.some(({ explanation }) => (explanation ?? "") !== "");
  const columns = [...READ_COLUMNS, findReadColumn("state_by", null)];
  return columns.flatMap((read) => {
    const name = read.column.name as ReadColumnName;
    if (name === COMMON[grouping] || (name === "explanation" && !isExplained)) return [];
    const { share, linesMax = 1 } = CHOICES[name];
    const more = name === "reason" && !isExplained ? CHOICES.explanation.share / 2 : 0;
    return [{ ...read, share: share + more, linesMax }];
  });
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
  return columns.map((read) => cellOf(read, line, texts));
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

function cellOf(read: ReadColumn, line: ReportLine, texts: ReportTexts): PdfCell {
  const { language } = texts;
  const { column } = read;
  const cell = buildReadCell(read, line, texts);
  switch (cell.kind) {
    case "text":
      return cell.text ?? "";
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
