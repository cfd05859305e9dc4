import "server-only";

/** Draws the report: totals per currency, then each group with its lines and its subtotals. */
import { formatCount, formatDifference, formatMoney } from "@/lib/domain/format";
import type { ReportLine } from "@/lib/domain/report/report";
import {
  countCompared,
  compareGroups,
  type Group,
  buildGroup,
  type Grouping,
  countLines,
  createReportSums,
  type ReportTotal,
} from "@/lib/domain/report/totals";
import type { Pdf } from "../pdf/document";
import { openTable } from "../pdf/table";
import { drawHeading, drawNote } from "../pdf/text";
import { headsOf, printedCells, printedColumns, totalCells } from "./pdf-columns";
import type { ReportWords } from "./report-text";

export type Report = { words: ReportWords; grouping: Grouping; lines: readonly ReportLine[] };

/** This is about a page: after so many lines, the drawn part is sent. */
const LINES_AT_ONCE = 40;
const SIZE = 6.5;

export async function* drawReport(pdf: Pdf, report: Report): AsyncGenerator<void> {
  const { words, grouping, lines } = report;
  const totals = totalsOf(lines);
  drawHeading(pdf, words.title, 1);
  for (const note of words.notes) drawNote(pdf, note);
  pdf.y += 6;
  if (lines.length === 0) return drawNone(pdf, words);
  drawTotals(pdf, totals, words);
  const columns = printedColumns(grouping);
  const table = openTable(pdf, headsOf(columns, words), SIZE);
  const drawTotalRows = (of: readonly ReportTotal[], group: string | null) => {
    for (const total of of) {
      const label = totalLabel(total.currency, group, words);
      table.row(totalCells(columns, total, { label, words }), "total");
    }
  };
  for (const { group, lines: own } of groupsOf(report)) {
    const name = words.group(grouping, group);
    if (grouping !== "none") table.group(name, linesInWords(own.length, words));
    for (const [at, line] of own.entries()) {
      table.row(printedCells(columns, line, words));
      if (at % LINES_AT_ONCE === 0) yield await Promise.resolve();
    }
    if (grouping === "none") continue;
    drawTotalRows(totalsOf(own), name);
  }
  drawTotalRows(totals, null);
  table.end();
}

function totalsOf(lines: readonly ReportLine[]): ReportTotal[] {
  const sums = createReportSums("none");
  sums.add(lines);
  return sums.totals();
}

/** Draws the totals that the screen shows above its lines, a row per currency. */
function drawTotals(pdf: Pdf, totals: readonly ReportTotal[], { t, language }: ReportWords): void {
  const figures = [
    "expected",
    "counted",
    "short",
    "over",
    "net",
    "uncounted",
    "unexpected",
  ] as const;
  const table = openTable(pdf, [
    { head: t("totals.currency"), share: 9 },
    ...(["lines", "compared"] as const).map((name) => ({
      head: t(`totals.${name}`),
      share: 13,
      align: "right" as const,
    })),
    ...figures.map((name) => ({ head: t(`totals.${name}`), share: 16, align: "right" as const })),
  ]);
  for (const total of totals) {
    const { currency } = total;
    table.row([
      { text: currency, weight: "bold" },
      formatCount(countLines(total), language),
      formatCount(countCompared(total), language),
      ...figures.map((name) =>
        name === "net"
          ? { text: formatDifference(total.net, currency, language), weight: "bold" as const }
          : formatMoney(total[name], currency, language),
      ),
    ]);
  }
  table.end();
}

function drawNone(pdf: Pdf, { t }: ReportWords): void {
  drawNote(pdf, t("none"));
}

function totalLabel(currency: string, group: string | null, { t }: ReportWords): string {
  return group === null ? t("total", { currency }) : t("total-of", { group, currency });
}

function linesInWords(count: number, { t, language }: ReportWords): string {
  return t("lines", { count, figure: formatCount(count, language) });
}

type GroupOfLines = { group: Group; lines: ReportLine[] };

/** Within a group, lines stay in the order in which they came. */
function groupsOf({ grouping, lines }: Report): GroupOfLines[] {
  const groups = new Map<string | null, GroupOfLines>();
  for (const line of lines) {
    const group = buildGroup(line, grouping);
    const held = groups.get(group.key);
    if (held === undefined) groups.set(group.key, { group, lines: [line] });
    else held.lines.push(line);
  }
  return [...groups.values()].sort((a, b) => compareGroups(grouping, a.group, b.group));
}
