import "server-only";

/** Draws text: single lines at a position, and paragraphs that continue on the next page. */
import { cutText, ensureSpace, INK, INK_2, oneLine, type Pdf } from "./document";
import type { Weight } from "./fonts";

export type TextStyle = {
  /** In points; 8 by default. */
  size?: number | undefined;
  weight?: Weight | undefined;
  colour?: string | undefined;
};

export type TextPosition = TextStyle & {
  x: number;
  /** The top of the line. */
  y: number;
  width: number;
  align?: "left" | "right" | "center" | undefined;
  /** An amount that is cut reads like another one: it is drawn smaller instead. */
  isFigure?: boolean | undefined;
};

export const TEXT_SIZE = 8;
const LINE_HEIGHT = 1.35;
/** From the top of a line to its base, as a part of the size. */
const ASCENT = 0.93;
const PARAGRAPH_LINES_MAX = 500;

/** Draws one line at a position, cut with "…" at the end of the width. The cursor does not move. */
export function drawText(pdf: Pdf, text: string, position: TextPosition): void {
  const { kit } = pdf;
  setStyle(pdf, position);
  const below = position.isFigure === true ? shrink(pdf, text, position) : 0;
  const line = cutText(kit, text, position.width);
  if (line.trim() === "") return;
  const align = position.align ?? "left";
  const spare = align === "left" ? 0 : position.width - kit.widthOfString(line);
  const x = position.x + (align === "center" ? spare / 2 : spare);
  kit.text(line, x, position.y + below, { lineBreak: false });
}

/** Sets the largest size in which a figure fits, and returns how much lower its line begins. */
function shrink({ kit }: Pdf, figure: string, { size = TEXT_SIZE, width }: TextPosition): number {
  const needed = kit.widthOfString(oneLine(figure));
  if (needed <= width) return 0;
  // Widths are in proportion to the size, but for what is rounded.
  const fitting = (size * width) / (needed * 1.001);
  kit.fontSize(fitting);
  return (size - fitting) * ASCENT;
}

/**
 * Draws text from the cursor down, over as many lines and pages as it takes, and moves the cursor.
 */
export function drawParagraph(pdf: Pdf, text: string, style: TextStyle = {}): void {
  const { left, width } = pdf.area;
  const height = lineHeight(style);
  for (const line of wrapText(pdf, text, width, style, PARAGRAPH_LINES_MAX)) {
    ensureSpace(pdf, height);
    drawText(pdf, line, { ...style, x: left, y: pdf.y, width });
    pdf.y += height;
  }
}

/** Draws the heading of the document, or of a section; it stays with two lines of what follows. */
export function drawHeading(pdf: Pdf, text: string, level: 1 | 2 = 2): void {
  const style: TextStyle = { size: level === 1 ? 15 : 10.5, weight: "bold", colour: INK };
  const above = pdf.y === pdf.area.top ? 0 : 12;
  ensureSpace(pdf, above + lineHeight(style) + 2 * lineHeight({}));
  if (pdf.y !== pdf.area.top) pdf.y += above;
  drawParagraph(pdf, text, style);
  pdf.y += level === 1 ? 4 : 2;
}

/** Draws a paragraph in a lighter colour. */
export function drawNote(pdf: Pdf, text: string): void {
  drawParagraph(pdf, text, { colour: INK_2 });
}

export function measureText(pdf: Pdf, text: string, style: TextStyle = {}): number {
  setStyle(pdf, style);
  return pdf.kit.widthOfString(oneLine(text));
}

export function lineHeight({ size = TEXT_SIZE }: TextStyle): number {
  return size * LINE_HEIGHT;
}

/** Returns the lines of a text in a width. A word wider than a line is broken. */
export function wrapText(
  pdf: Pdf,
  text: string,
  width: number,
  style: TextStyle,
  linesMax: number,
): string[] {
  setStyle(pdf, style);
  const fits = (part: string) => pdf.kit.widthOfString(part) <= width;
  const lines: string[] = [];
  for (const paragraph of text.split(/\r\n|[\n\r\u2028\u2029]/)) {
    let line = "";
    for (const token of splitTokens(paragraph, fits)) {
      if (fits(line + token.trimEnd())) line += token;
      else {
        lines.push(line.trimEnd());
        line = token;
      }
    }
    lines.push(line.trimEnd());
    if (lines.length > linesMax) break;
  }
  if (lines.length <= linesMax) return lines;
  return [...lines.slice(0, linesMax - 1), `${lines[linesMax - 1] ?? ""}…`];
}

function splitTokens(paragraph: string, fits: (part: string) => boolean): string[] {
  const tokens = paragraph.slice(0, PARAGRAPH_CHARACTERS_MAX).match(/\S+\s*|\s+/g) ?? [];
  return tokens
    .map((token) => token.replace(/[\p{Cc}\p{Cs}]/gu, " "))
    .flatMap((token) => {
      if (fits(token.trimEnd())) return [token];
      const parts: string[] = [];
      let part = "";
      for (const character of token) {
        if (part !== "" && !fits(part + character)) {
          parts.push(part);
          part = "";
        }
        part += character;
      }
      return [...parts, part];
    });
}

const PARAGRAPH_CHARACTERS_MAX = 20_000;

function setStyle({ kit }: Pdf, { size, weight, colour }: TextStyle): void {
  kit
    .font(weight ?? "regular")
    .fontSize(size ?? TEXT_SIZE)
    .fillColor(colour ?? INK);
}
