import "server-only";

/** Draws the days: bars of short and over with the net, the cumulative net, and their figures. */
import { formatTick, computeTicks } from "@/lib/domain/screen/chart-scale";
import { formatDifference, formatMoney } from "@/lib/domain/format";
import type { SeriesPoint } from "@/lib/domain/variance/series";
import { computePosition, type Span } from "@/lib/domain/variance/ranking";
import { ensureSpace, INK, INK_2, type Pdf, RULE } from "../pdf/document";
import { drawLine, drawPolyline, drawRect } from "../pdf/shapes";
import { openTable } from "../pdf/table";
import { drawText, measureText } from "../pdf/text";
import type { VariancePart } from "./variance-parts";
import { formatDates, type VarianceTexts } from "./variance-text";

const OVER = "#4f7fd0";
const SHORT = "#cc5263";
const SIZE = 7;
const AXIS = 62;
const BARS_HEIGHT = 140;
const LINE_HEIGHT = 52;
const GAP = 14;
const LABELS_MAX = 7;
const LABEL_WIDTH = 74;

export function* drawDays(pdf: Pdf, part: VariancePart, texts: VarianceTexts): Generator<void> {
  ensureSpace(pdf, BARS_HEIGHT + LINE_HEIGHT + 4 * GAP);
  drawLegend(pdf, texts);
  yield;
  drawBars(pdf, part, texts);
  yield;
  drawCumulative(pdf, part, texts);
  yield;
  drawDates(pdf, part, texts);
  yield;
  yield* drawTable(pdf, part, texts);
}

function drawLegend(pdf: Pdf, { t }: VarianceTexts): void {
  let x = pdf.area.left + AXIS;
  const marks = [
    ["over", OVER],
    ["short", SHORT],
    ["net", INK],
    ["cumulative", INK_2],
  ] as const;
  for (const [name, colour] of marks) {
    const text = t(`legend.${name}`);
    const thin = name === "over" || name === "short" ? 6 : 1.2;
    drawRect(pdf, { x, y: pdf.y + 4.5 - thin / 2, width: 8, height: thin }, { fill: colour });
    const width = measureText(pdf, text, { size: SIZE }) + 2;
    drawText(pdf, text, { x: x + 11, y: pdf.y, width, size: SIZE, colour: INK_2 });
    x += width + 24;
  }
  pdf.y += GAP;
}

function drawBars(pdf: Pdf, { points, currency }: VariancePart, texts: VarianceTexts): void {
  const sides = points.flatMap(({ sums }) => [sums.shortMinor, sums.overMinor]);
  const frame = drawFrame(pdf, {
    ticks: computeTicks(sides, 5),
    height: BARS_HEIGHT,
    currency,
    texts,
  });
  const { band, xOf, yOf } = marksIn(frame, points);
  const zero = yOf(0);
  for (const [at, { known, sums }] of points.entries()) {
    if (!known) continue;
    const [x, width] = [xOf(at) - band * 0.4, band * 0.8];
    const bar = (amount: number, fill: string) => {
      if (amount !== 0) drawRect(pdf, { x, y: zero, width, height: yOf(amount) - zero }, { fill });
    };
    bar(sums.overMinor, OVER);
    bar(sums.shortMinor, SHORT);
    if (sums.netMinor === 0) continue;
    const net = yOf(sums.netMinor);
    drawLine(pdf, [xOf(at) - band * 0.46, net], [xOf(at) + band * 0.46, net], { width: 1.4 });
  }
  drawLine(pdf, [frame.left, zero], [frame.right, zero], { width: 0.7 });
  pdf.y += BARS_HEIGHT + GAP;
}

function drawCumulative(pdf: Pdf, { points, currency }: VariancePart, texts: VarianceTexts): void {
  const ticks = computeTicks(
    points.map(({ cumulativeMinor }) => cumulativeMinor),
    2,
  );
  const frame = drawFrame(pdf, { ticks, height: LINE_HEIGHT, currency, texts });
  const { xOf, yOf } = marksIn(frame, points);
  drawLine(pdf, [frame.left, yOf(0)], [frame.right, yOf(0)], { width: 0.7 });
  drawPolyline(
    pdf,
    points.map(({ cumulativeMinor }, at) => [xOf(at), yOf(cumulativeMinor)] as const),
    { width: 1.2, colour: INK_2 },
  );
  pdf.y += LINE_HEIGHT + 3;
}

type Frame = Span & { left: number; right: number; top: number; height: number };
type FrameOptions = {
  ticks: readonly number[];
  height: number;
  currency: string;
  texts: VarianceTexts;
};

/** Draws grid lines at round amounts, with the amounts at their left. */
function drawFrame(pdf: Pdf, { ticks, height, currency, texts }: FrameOptions): Frame {
  const { left, right } = pdf.area;
  const span = { low: ticks[0] ?? 0, high: ticks.at(-1) ?? 0 };
  const frame = { ...span, left: left + AXIS, right, top: pdf.y, height };
  for (const tick of ticks) {
    const y = heightOf(frame, tick);
    drawLine(pdf, [frame.left, y], [right, y], { colour: RULE });
    const text = formatTick(tick, currency, texts.language);
    const position = { x: left, y: y - SIZE * 0.6, width: AXIS - 5, align: "right" as const };
    drawText(pdf, text, { ...position, isFigure: true, size: SIZE, colour: INK_2 });
  }
  return frame;
}

function heightOf(frame: Frame, amount: number): number {
  return frame.top + frame.height * (1 - computePosition(frame, amount));
}

function marksIn(frame: Frame, points: readonly SeriesPoint[]) {
  const band = (frame.right - frame.left) / Math.max(1, points.length);
  return {
    band,
    xOf: (at: number) => frame.left + (at + 0.5) * band,
    yOf: (amount: number) => heightOf(frame, amount),
  };
}

/** It draws as many as fit beside each other; the last of them ends within the page. */
function drawDates(pdf: Pdf, { points }: VariancePart, texts: VarianceTexts): void {
  const left = pdf.area.left + AXIS;
  const band = (pdf.area.right - left) / Math.max(1, points.length);
  const every = Math.ceil(points.length / LABELS_MAX);
  for (let at = 0; at < points.length; at += every) {
    const point = points[at];
    const width = Math.min(LABEL_WIDTH, pdf.area.right - left - at * band);
    if (point === undefined || width < LABEL_WIDTH / 2) continue;
    const position = { x: left + at * band, y: pdf.y, width };
    const text = formatDates(point.from, point.from, texts);
    drawText(pdf, text, { ...position, size: SIZE, colour: INK_2 });
  }
  pdf.y += GAP;
}

function* drawTable(
  pdf: Pdf,
  { points, currency }: VariancePart,
  texts: VarianceTexts,
): Generator<void> {
  const { t, language } = texts;
  const signed = (minor: number) => formatDifference(minor, currency, language);
  const money = (minor: number) => formatMoney(minor, currency, language);
  const table = openTable(pdf, [
    { head: t("by-day.date"), share: 4 },
    ...["short", "over", "net", "added"].map((name) => ({
      head: t(`by-day.${name}`),
      share: 3,
      align: "right" as const,
    })),
  ]);
  for (const { from, to, known, sums, cumulativeMinor } of points) {
    const figures = [money(sums.shortMinor), money(sums.overMinor), signed(sums.netMinor)];
    const cells = known ? figures : ["·", "·", "·"];
    table.row([formatDates(from, to, texts), ...cells, signed(cumulativeMinor)]);
    yield;
  }
  table.end();
}
