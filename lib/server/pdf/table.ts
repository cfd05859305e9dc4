import "server-only";

/**
 * Draws a table from the cursor down, row after row. Its head repeats on every page, no row is
 * split between pages, and the head of a group is never alone at the foot of a page.
 */
import { BAND, INK, INK_2, newPage, type Pdf, RULE } from "./document";
import { drawLine, drawRect } from "./shapes";
import { drawText, lineHeight, TEXT_SIZE, type TextStyle, wrapText } from "./text";

export type PdfColumn = {
  head: string;
  /** Its share of the width, in proportion to those of the other columns. */
  share: number;
  align?: "left" | "right";
  /** How many lines a cell may take before it is cut; one by default. */
  linesMax?: number;
};

export type PdfCell = string | ({ text: string } & Pick<TextStyle, "weight" | "colour">);

/** `total` is bold under a line, and its first cell spans the empty ones after it. */
type RowLook = "line" | "total";

export type PdfTable = {
  row(cells: readonly PdfCell[], look?: RowLook): void;
  /** A head for the rows that follow, across all columns: a text, and figures at the right. */
  group(text: string, figures?: string): void;
  /** Closes the table with a line, and leaves a gap below it. */
  end(): void;
};

const PAD_X = 3;
const PAD_Y = 1.8;
const GAP_BELOW = 10;

type Placed = PdfColumn & { x: number; width: number };

export function openTable(pdf: Pdf, columns: readonly PdfColumn[], size = TEXT_SIZE): PdfTable {
  const placed = position(pdf, columns, size);
  const rowHeight = lineHeight({ size }) + 2 * PAD_Y;
  const head = () => drawHead(pdf, placed, size);
  // The head and a first row stay on one page.
  if (pdf.y + 3 * rowHeight > pdf.area.bottom) newPage(pdf);
  head();
  const ensureSpace = (height: number) => {
    if (pdf.y + height <= pdf.area.bottom) return;
    newPage(pdf);
    head();
  };
  return {
    row(cells, look = "line") {
      const own = look === "total" ? spread(placed, cells) : placed;
      const wrapped = own.map((column, at) => layOutLines(pdf, column, cells[at] ?? "", size));
      const lines = Math.max(1, ...wrapped.map((cell) => cell.lines.length));
      const height = lines * lineHeight({ size }) + 2 * PAD_Y;
      ensureSpace(height);
      for (const [at, column] of own.entries()) {
        drawCell(pdf, column, wrapped[at], { size, bold: look === "total" });
      }
      const edge = {
        colour: look === "total" ? INK_2 : RULE,
        width: look === "total" ? 0.7 : 0.35,
      };
      const y = look === "total" ? pdf.y : pdf.y + height;
      drawLine(pdf, [pdf.area.left, y], [pdf.area.right, y], edge);
      pdf.y += height;
    },
    group(text, figures = "") {
      ensureSpace(2 * rowHeight);
      const { left, width } = pdf.area;
      drawRect(pdf, { x: left, y: pdf.y, width, height: rowHeight }, { fill: BAND });
      const style = { size, weight: "bold" as const, y: pdf.y + PAD_Y, width: width / 2 - PAD_X };
      const whole = figures === "" ? { width: width - 2 * PAD_X } : {};
      drawText(pdf, text, { ...style, ...whole, x: left + PAD_X });
      const side = { x: left + width / 2, align: "right" as const, isFigure: true };
      drawText(pdf, figures, { ...style, ...side });
      pdf.y += rowHeight;
    },
    end() {
      drawLine(pdf, [pdf.area.left, pdf.y], [pdf.area.right, pdf.y], { colour: INK_2 });
      pdf.y += GAP_BELOW;
    },
  };
}

/** No column is narrower than the longest word of its head; the others give up the width. */
function position({ area, kit }: Pdf, columns: readonly PdfColumn[], size: number): Placed[] {
  kit.font("bold").fontSize(size);
  const least = columns.map(({ head }) => {
    const lengths = head.split(/\s+/).map((part) => kit.widthOfString(part));
    return Math.max(0, ...lengths) + 2 * PAD_X + 0.5;
  });
  const widths = fitWidths(
    columns.map(({ share }) => share),
    { least, whole: area.width },
  );
  let x = area.left;
  return columns.map((column, at) => {
    const width = widths[at] ?? 0;
    const placed = { ...column, x, width };
    x += width;
    return placed;
  });
}

type Space = { least: readonly number[]; whole: number };

/** Columns that their share would make too narrow get what they need before the rest is shared. */
function fitWidths(shares: readonly number[], { least, whole }: Space): number[] {
  if (sumOf(least) > whole) {
    // Heads that do not fit at all are broken after all.
    return shares.map((share) => (whole * share) / sumOf(shares));
  }
  const fixed = new Set<number>();
  for (;;) {
    const taken = [...fixed].reduce((sum, at) => sum + (least[at] ?? 0), 0);
    const sum = shares.reduce((total, share, at) => total + (fixed.has(at) ? 0 : share), 0);
    const widths = shares.map((share, at) =>
      fixed.has(at) ? (least[at] ?? 0) : ((whole - taken) * share) / sum,
    );
    const narrow = widths.flatMap((width, at) =>
      !fixed.has(at) && width < (least[at] ?? 0) ? [at] : [],
    );
    if (narrow.length === 0) return widths;
    for (const at of narrow) fixed.add(at);
  }
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function spread(columns: readonly Placed[], cells: readonly PdfCell[]): Placed[] {
  const [first, ...rest] = columns;
  if (first === undefined) return [];
  const filled = rest.findIndex((_, at) => (cells[at + 1] ?? "") !== "");
  const over = rest.slice(0, filled === -1 ? rest.length : filled);
  return [{ ...first, width: over.reduce((sum, { width }) => sum + width, first.width) }, ...rest];
}

const HEAD_LINES_MAX = 2;

function drawHead(pdf: Pdf, columns: readonly Placed[], size: number): void {
  const heads = columns.map((column) =>
    layOutLines(
      pdf,
      { ...column, linesMax: HEAD_LINES_MAX },
      { text: column.head, colour: INK_2, weight: "bold" },
      size,
    ),
  );
  const lines = Math.max(1, ...heads.map((head) => head.lines.length));
  for (const [at, column] of columns.entries()) {
    const head = heads[at];
    // Short heads are aligned with the last line of long ones.
    const above = (lines - (head?.lines.length ?? 0)) * lineHeight({ size });
    pdf.y += above;
    drawCell(pdf, column, head, { size, bold: true, isHead: true });
    pdf.y -= above;
  }
  pdf.y += lines * lineHeight({ size }) + 2 * PAD_Y;
  const { left, right } = pdf.area;
  drawLine(pdf, [left, pdf.y], [right, pdf.y], { colour: INK, width: 0.8 });
}

type Lines = { lines: string[]; style: Pick<TextStyle, "weight" | "colour"> };

function layOutLines(pdf: Pdf, column: Placed, cell: PdfCell, size: number): Lines {
  const { text, ...style } = typeof cell === "string" ? { text: cell } : cell;
  const linesMax = column.linesMax ?? 1;
  const width = column.width - 2 * PAD_X;
  const lines = linesMax === 1 ? [text] : wrapText(pdf, text, width, { ...style, size }, linesMax);
  return { lines, style };
}

type CellLook = { size: number; bold: boolean; isHead?: boolean };

function drawCell(pdf: Pdf, column: Placed, cell: Lines | undefined, look: CellLook): void {
  for (const [at, line] of (cell?.lines ?? []).entries()) {
    drawText(pdf, line, {
      size: look.size,
      align: column.align,
      isFigure: column.align === "right" && look.isHead !== true,
      colour: cell?.style.colour,
      weight: cell?.style.weight ?? (look.bold ? "bold" : "regular"),
      x: column.x + PAD_X,
      width: column.width - 2 * PAD_X,
      y: pdf.y + PAD_Y + at * lineHeight({ size: look.size }),
    });
  }
}
