import "server-only";

/** Draws the building blocks of the sections of a packet. */
import { ensureSpace, INK_2, type Pdf, RULE } from "../pdf/document";
import { drawLine } from "../pdf/shapes";
import { drawParagraph, drawText, lineHeight, measureText, wrapText } from "../pdf/text";

export const SIZE = 7;
/** A long cell is cut after this many lines, and still fits on a page. */
export const CELL_LINES_MAX = 40;

const LABEL_WIDTH = 120;
const GAP = 3;
const INDENT = 12;

/** Draws pairs of label and value, one line each, or as many as it takes. */
export function drawFacts(pdf: Pdf, facts: readonly (readonly [string, string])[]): void {
  const { left, width } = pdf.area;
  for (const [label, value] of facts) {
    const lines = wrapText(pdf, value, width - LABEL_WIDTH, {}, CELL_LINES_MAX);
    ensureSpace(pdf, lines.length * lineHeight({}) + GAP);
    drawText(pdf, label, { colour: INK_2, x: left, y: pdf.y, width: LABEL_WIDTH });
    for (const line of lines) {
      drawText(pdf, line, { x: left + LABEL_WIDTH, y: pdf.y, width: width - LABEL_WIDTH });
      pdf.y += lineHeight({});
    }
    pdf.y += GAP;
  }
}

/** Draws who wrote something, when and about what, on the same page as the first lines of it. */
export function drawByline(pdf: Pdf, bold: string, rest: string): void {
  ensureSpace(pdf, 3 * lineHeight({}));
  const { left, width } = pdf.area;
  const style = { weight: "bold" as const };
  const bolds = Math.min(measureText(pdf, bold, style) + 6, width);
  drawText(pdf, bold, { ...style, x: left, y: pdf.y, width });
  const over = { colour: INK_2, y: pdf.y, x: left + bolds, width: width - bolds };
  if (measureText(pdf, rest) <= over.width) drawText(pdf, rest, over);
  pdf.y += lineHeight({});
  if (measureText(pdf, rest) > over.width) drawParagraph(pdf, rest, { colour: INK_2 });
}

/** Draws what somebody wrote, unabridged, beside a rule that shows where it begins and ends. */
export function drawQuote(pdf: Pdf, text: string): void {
  const { left, width } = pdf.area;
  const height = lineHeight({});
  for (const paragraph of text.split(/\r\n|[\n\r\u2028\u2029]/)) {
    for (const line of wrapText(pdf, paragraph, width - INDENT, {}, Number.MAX_SAFE_INTEGER)) {
      ensureSpace(pdf, height);
      drawText(pdf, line, { x: left + INDENT, y: pdf.y, width: width - INDENT });
      drawLine(pdf, [left + 4, pdf.y], [left + 4, pdf.y + height], { colour: RULE, width: 1.5 });
      pdf.y += height;
    }
  }
}

export function drawGap(pdf: Pdf): void {
  pdf.y += 5;
}
