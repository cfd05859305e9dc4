import "server-only";

/** Draws the part of one currency: totals, days, centres, weekdays and tenders. */
import { formatCount, formatDifference, formatMoney, formatRate } from "@/lib/domain/format";
import {
  computeCoverage,
  computeRatePerThousand,
  type VarianceSums,
} from "@/lib/domain/variance/variance";
import { countLines } from "@/lib/domain/variance/series";
import { ensureSpace, type Pdf } from "../pdf/document";
import { openTable, type PdfCell, type PdfColumn } from "../pdf/table";
import { drawHeading, drawNote } from "../pdf/text";
import {
  byDayFinding,
  centresFinding,
  findingsOf,
  heatFinding,
  tendersFinding,
} from "./variance-findings";
import type { VariancePart } from "./variance-parts";
import { drawDays } from "./variance-pdf-days";
import { drawHeat } from "./variance-pdf-heat";
import {
  formatDates,
  formatKnownRate,
  formatKnownShare,
  type VarianceTexts,
} from "./variance-text";

/**
 * This is the height of a title, its sentence, and the first rows of the table: a title never ends
 * a page by itself.
 */
const BEGINNING_PT = 100;

export function* drawPart(pdf: Pdf, part: VariancePart, texts: VarianceTexts): Generator<void> {
  const { t } = texts;
  const weeks = part.points.some(({ from, to }) => from !== to);
  drawTotals(pdf, part, texts);
  yield;
  head(pdf, t(weeks ? "by-day.title-weeks" : "by-day.title"), byDayFinding(part, texts));
  yield* drawDays(pdf, part, texts);
  head(pdf, t("centres.titles.net"), centresFinding(part, texts));
  yield* drawCentres(pdf, part, texts);
  head(pdf, t("heat.weekday-shift"), heatFinding(part, texts));
  yield* drawHeat(pdf, part, texts);
  head(pdf, t("tenders.title"), tendersFinding(part, texts));
  yield* drawTenders(pdf, part, texts);
}

function head(pdf: Pdf, title: string, finding: string): void {
  ensureSpace(pdf, BEGINNING_PT);
  drawHeading(pdf, title);
  drawNote(pdf, finding);
  pdf.y += 4;
}

function drawTotals(pdf: Pdf, part: VariancePart, texts: VarianceTexts): void {
  const { t } = texts;
  const { currency, periods } = part;
  drawHeading(pdf, t("statement.title", { currency }));
  const table = openTable(pdf, [
    { head: t("statement.period"), share: 5, linesMax: 4 },
    ...["net", "short", "over", "rate", "counted"].map((name) => right(t(`statement.${name}`), 3)),
  ]);
  for (const { name, from, to, total } of periods) {
    const title = [t(`statement.${name}`), formatDates(from, to, texts)];
    if (total === undefined) table.row([[...title, t("statement.nothing")].join("\n")]);
    else table.row([title.join("\n"), ...figures(total, texts).slice(0, 4), counted(total, texts)]);
  }
  table.end();
  for (const finding of findingsOf(part, texts)) drawNote(pdf, finding);
}

function* drawCentres(pdf: Pdf, { centres }: VariancePart, texts: VarianceTexts): Generator<void> {
  const { t } = texts;
  const table = openTable(pdf, [
    { head: t("centres.centre"), share: 6, linesMax: 2 },
    ...["net", "short", "over", "rate", "coverage"].map((name) => right(t(`centres.${name}`), 3)),
  ]);
  for (const row of centres.rows) {
    table.row([row.centreName ?? "", ...figures(row, texts)]);
    yield;
  }
  const label = t("centres.total", { count: centres.rows.length });
  table.row([label, ...figures(centres.total, texts)], "total");
  table.end();
}

function* drawTenders(pdf: Pdf, part: VariancePart, texts: VarianceTexts): Generator<void> {
  const { t, language } = texts;
  const { tenders, currency } = part;
  const { rows, total } = tenders;
  const money = (minor: number) => formatMoney(minor, currency, language);
  const signed = (minor: number) => formatDifference(minor, currency, language);
  const table = openTable(pdf, [
    { head: t("tenders.tender"), share: 5 },
    ...["counted", "change", "share", "share-before", "net"].map((name) =>
      right(t(`tenders.${name}`), 3),
    ),
  ]);
  for (const { tenderId, tenderName, sums, share, shareBefore, change } of rows) {
    table.row([
      tenderName ?? tenderId,
      money(sums.countedMinor),
      change === null ? "·" : `${formatRate(change * 100, 1, language)}\u00a0%`,
      formatKnownShare(share, texts),
      formatKnownShare(shareBefore, texts),
      { text: signed(sums.netMinor), weight: "bold" },
    ]);
    yield;
  }
  const cells = [t("tenders.total", { currency }), money(total.countedMinor)];
  table.row([...cells, "", "", "", signed(total.netMinor)], "total");
  table.end();
}

/** Formats net, short, over, net per 1,000 of sales, and the share that was counted. */
function figures(sums: VarianceSums, texts: VarianceTexts): PdfCell[] {
  const signed = (minor: number) => formatDifference(minor, sums.currency, texts.language);
  return [
    { text: signed(sums.netMinor), weight: "bold" },
    signed(sums.shortMinor),
    signed(sums.overMinor),
    formatKnownRate(computeRatePerThousand(sums), texts),
    formatKnownShare(computeCoverage(sums), texts),
  ];
}

function counted(sums: VarianceSums, { t, language }: VarianceTexts): string {
  const { compared, reported } = countLines(sums);
  return t("statement.of", {
    counted: formatCount(compared, language),
    all: formatCount(reported, language),
  });
}

function right(head: string, share: number): PdfColumn {
  return { head, share, align: "right" };
}
