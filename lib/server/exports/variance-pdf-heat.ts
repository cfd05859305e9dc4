import "server-only";

/**
 * Draws the net by weekday and shift: the figure of each cell on a background that deepens from 0.
 */
import { formatDifference } from "@/lib/domain/format";
import type { Depth } from "@/lib/domain/variance/heat-map";
import { BAND, ensureSpace, INK_2, type Pdf } from "../pdf/document";
import { drawRect } from "../pdf/shapes";
import { drawNote, drawText } from "../pdf/text";
import type { VariancePart } from "./variance-parts";
import { type VarianceTexts, weekdayName } from "./variance-text";

const GROUNDS: Record<Depth, string> = {
  [-2]: "#f1b9bf",
  [-1]: "#fbe3e5",
  0: BAND,
  1: "#e3ecfb",
  2: "#b7cdf3",
};

/** Further columns continue in a table below. */
const COLUMNS_MAX = 8;
const HEAD_WIDTH = 52;
const ROW = 16;
const GAP = 1.5;

type Column = { name: string; net: (row: string) => Cell; total: number };
type Cell = { netMinor: number; depth: Depth | null } | null;

export function* drawHeat(pdf: Pdf, part: VariancePart, texts: VarianceTexts): Generator<void> {
  const { t } = texts;
  const { heat, shiftNames, currency } = part;
  const columns = heat.columns.map(({ key, total }): Column => ({
    name: shiftNames.get(key) ?? key,
    total: total.netMinor,
    net(row) {
      const cell = heat.cell(row, key);
      return cell === null ? null : { netMinor: cell.sums.netMinor, depth: cell.depth };
    },
  }));
  const rowTotals = new Map(heat.rows.map(({ key, total }) => [key, total.netMinor]));
  const all: Column = {
    name: t("heat.all"),
    total: heat.total.netMinor,
    net: (row) => ({ netMinor: rowTotals.get(row) ?? 0, depth: null }),
  };
  for (let first = 0; first < columns.length; first += COLUMNS_MAX) {
    const last = first + COLUMNS_MAX >= columns.length;
    const shown = columns.slice(first, first + COLUMNS_MAX);
    yield* drawBlock(pdf, part, { columns: last ? [...shown, all] : shown, texts });
  }
  drawNote(pdf, t("heat.deeper", { currency }));
}

type Block = { columns: readonly Column[]; texts: VarianceTexts };

function* drawBlock(
  pdf: Pdf,
  { heat, currency }: VariancePart,
  { columns, texts }: Block,
): Generator<void> {
  const { left } = pdf.area;
  const width = (pdf.area.width - HEAD_WIDTH) / (COLUMNS_MAX + 1);
  ensureSpace(pdf, (heat.rows.length + 2) * ROW + 10);
  const position = (at: number) => ({
    x: left + HEAD_WIDTH + at * width,
    y: pdf.y + 3,
    width: width - 3 * GAP,
    align: "right" as const,
  });
  const figure = (at: number) => ({ ...position(at), isFigure: true });
  const signed = (minor: number) => formatDifference(minor, currency, texts.language);
  for (const [at, { name }] of columns.entries()) {
    drawText(pdf, name, { ...position(at), colour: INK_2, weight: "bold" });
  }
  pdf.y += ROW;
  const head = () => ({ x: left, y: pdf.y + 3, width: HEAD_WIDTH - 4 });
  for (const { key } of heat.rows) {
    drawText(pdf, weekdayName(Number(key), texts), head());
    for (const [at, column] of columns.entries()) {
      const cell = column.net(key);
      if (cell !== null && cell.depth !== null) {
        const box = { x: position(at).x, y: pdf.y, width: width - GAP, height: ROW - GAP };
        drawRect(pdf, box, { fill: GROUNDS[cell.depth] });
      }
      drawText(pdf, cell === null ? "·" : signed(cell.netMinor), figure(at));
    }
    pdf.y += ROW;
    yield;
  }
  drawText(pdf, texts.t("heat.all"), { ...head(), weight: "bold" });
  for (const [at, { total }] of columns.entries()) {
    drawText(pdf, signed(total), { ...figure(at), weight: "bold" });
  }
  pdf.y += ROW + 6;
}
