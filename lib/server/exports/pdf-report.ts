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
import type { ReportTexts } from "./report-text";

export type Report = { texts: ReportTexts; grouping: Grouping; lines: readonly ReportLine[] };

const SIZE = 6.5;

/** It is read from the first day to the last, as a ledger is. */
export function* drawReport(pdf: Pdf, given: Report): Generator<void> {
  const report = { ...given, lines: given.lines.toSorted(compareDates) };
  const { texts, grouping, lines } = report;
  const totals = totalsOf(lines);
  drawHeading(pdf, texts.title, 1);
  for (const note of texts.notes) drawNote(pdf, note);
  pdf.y += 6;
  if (lines.length === 0) return drawNone(pdf, texts);
  drawTotals(pdf, totals, texts);
  yield* drawCentres(pdf, lines, texts);
  const columns = printedColumns(grouping, lines);
  const table = openTable(pdf, headsOf(columns, texts), SIZE);
  const drawTotalRows = (of: readonly ReportTotal[], group: string | null) => {
    for (const total of of) {
      const label = totalLabel(total.currency, group, texts);
      table.row(totalCells(columns, total, { label, texts }), "total");
    }
  };
  for (const { group, lines: own } of groupsOf(report)) {
    const name = texts.group(grouping, group);
    if (grouping !== "none") table.group(name, formatLineCount(own.length, texts));
    for (const line of own) {
      table.row(printedCells(columns, line, texts));
      yield;
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
function drawTotals(pdf: Pdf, totals: readonly ReportTotal[], { t, language }: ReportTexts): void {
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

/** Draws short, over and net of each centre, where there are several. */
function* drawCentres(pdf: Pdf, lines: readonly ReportLine[], texts: ReportTexts): Generator<void> {
  const { t, language } = texts;
  const sums = createReportSums("centre");
  sums.add(lines);
  const groups = sums.groups();
  if (groups.length < 2) return;
  const figures = ["lines", "compared", "short", "over", "net"] as const;
  const table = openTable(pdf, [
    { head: t("columns.centre_name"), share: 34 },
    { head: t("totals.currency"), share: 11 },
    ...figures.map((name) => ({ head: t(`totals.${name}`), share: 16, align: "right" as const })),
  ]);
  for (const { group, totals } of groups) {
    for (const total of totals) {
      const { currency, short, over, net } = total;
      table.row([
        texts.group("centre", group),
        currency,
        formatCount(countLines(total), language),
        formatCount(countCompared(total), language),
        formatMoney(short, currency, language),
        formatMoney(over, currency, language),
        { text: formatDifference(net, currency, language), weight: "bold" },
      ]);
    }
    yield;
  }
  table.end();
}

function drawNone(pdf: Pdf, { t }: ReportTexts): void {
  drawNote(pdf, t("none"));
}

function totalLabel(currency: string, group: string | null, { t }: ReportTexts): string {
  return group === null ? t("total", { currency }) : t("total-of", { group, currency });
}

function formatLineCount(count: number, { t, language }: ReportTexts): string {
  return t("lines", { count, figure: formatCount(count, language) });
}

type GroupOfLines = { group: Group; lines: ReportLine[] };

/** Within a group, lines stay in the order in which they came. */
function groupsOf({ grouping, lines }: Report): GroupOfLines[] {
  const groups = new Map<string | null, GroupOfLines>();
  for (const line of lines) {
    const group = buildGroup(line, grouping);
    const known = groups.get(group.key);
    if (known === undefined) groups.set(group.key, { group, lines: [line] });
    else known.lines.push(line);
  }
  // Days are in the order of the lines: the oldest first.
  if (grouping === "day") return [...groups.values()];
  return [...groups.values()].sort((a, b) => compareGroups(grouping, a.group, b.group));
}

/** Lines of one day stay in the order in which they came. */
function compareDates(one: ReportLine, other: ReportLine): number {
  if (one.businessDate === other.businessDate) return 0;
  return one.businessDate < other.businessDate ? -1 : 1;
}
