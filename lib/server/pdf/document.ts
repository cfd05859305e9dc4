import "server-only";

/**
 * A document on A4 with a frame that repeats: margins, a footer, and "3 / 12". Pages are written
 * out as they fill, so that a long document takes no more memory than a short one. Coordinates are
 * points from the top left of the page.
 */
import PDFDocument from "pdfkit";
import { loadFonts } from "./fonts";
import { clearLayouts, type PageTotal, pageTotal, registerFont } from "./kit-internals";

export const INK = "#16181a";
export const INK_2 = "#565b60";
export const RULE = "#c9cccf";
export const BAND = "#f1f2f3";

const MARGIN = 36;
const FOOTER_SIZE = 7;
const FOOTER_LINE = 9;
/** The width of the total number of pages, at the right end of the footer. */
const TOTAL_WIDTH = 22;

export type PdfOptions = {
  title: string;
  /** A BCP 47 tag, for screen readers. */
  language: string;
  orientation: "portrait" | "landscape";
  /** Printed at the foot of every page: one entry a line, cut where the line ends. */
  footer: readonly string[];
  madeAt: Date;
};

export type Pdf = {
  /**
   * For drawings that this layer does not offer. Its margins are 0, so that it never breaks a page.
   */
  readonly kit: PDFKit.PDFDocument;
  /** The area in which content may be drawn. */
  readonly area: { left: number; top: number; right: number; bottom: number; width: number };
  /** The cursor: the next element is drawn here and moves it down. */
  y: number;
  pages: number;
  readonly footer: readonly string[];
  readonly total: PageTotal;
};

/** Opens a document with its first page. `closePdf` ends it; `bytes.ts` does both. */
export async function openPdf(options: PdfOptions): Promise<Pdf> {
  const { title, language, orientation, footer, madeAt } = options;
  const fonts = await loadFonts();
  const kit = new PDFDocument({
    size: "A4",
    layout: orientation,
    margin: 0,
    autoFirstPage: false,
    pdfVersion: "1.7",
    lang: language,
    displayTitle: true,
    info: { Title: title, Creator: "Counterfoil", CreationDate: madeAt, ModDate: madeAt },
    // There is no font at first, because one opened under another name would be opened again at
    // every use.
    font: "",
  });
  registerFont(kit, "regular", fonts.regular);
  registerFont(kit, "bold", fonts.bold);
  const [long, short] = [841.89, 595.28];
  const [width, height] = orientation === "portrait" ? [short, long] : [long, short];
  const bottom = height - MARGIN - footer.length * FOOTER_LINE - 6;
  const pdf: Pdf = {
    kit,
    area: { left: MARGIN, top: MARGIN, right: width - MARGIN, bottom, width: width - 2 * MARGIN },
    y: MARGIN,
    pages: 0,
    footer,
    total: pageTotal(kit.font("regular"), FOOTER_SIZE, INK_2),
  };
  newPage(pdf);
  return pdf;
}

/** Ends the page; what follows is drawn at the top of the next one. */
export function newPage(pdf: Pdf): void {
  pdf.kit.addPage();
  clearLayouts(pdf.kit);
  pdf.pages += 1;
  pdf.y = pdf.area.top;
  drawFooter(pdf);
}

/** Begins a new page unless this much height is left. */
export function ensureSpace(pdf: Pdf, height: number): void {
  if (pdf.y + height > pdf.area.bottom) newPage(pdf);
}

/** Writes the last page, and the number of pages. */
export function closePdf(pdf: Pdf): void {
  pdf.total.end(String(pdf.pages));
  pdf.kit.end();
}

function drawFooter({ kit, area, footer, pages, total }: Pdf): void {
  const top = area.bottom + 6;
  kit.lineWidth(0.5).strokeColor(RULE);
  kit.moveTo(area.left, top).lineTo(area.right, top).stroke();
  kit.font("regular").fontSize(FOOTER_SIZE).fillColor(INK_2);
  const numbers = area.right - TOTAL_WIDTH;
  const page = `${pages} / `;
  const at = top + 4;
  kit.text(page, numbers - kit.widthOfString(page), at, { lineBreak: false });
  total.draw(kit, numbers, at);
  for (const [line, text] of footer.entries()) {
    // The first line shares its height with the page number.
    const width = area.width - (line === 0 ? TOTAL_WIDTH + 30 : 0);
    kit.text(cutText(kit, text, width), area.left, at + line * FOOTER_LINE, { lineBreak: false });
  }
}

const ELLIPSIS = "…";
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]+/gu;

/** Cuts a line of text to the width, in the current font and size. */
export function cutText(kit: PDFKit.PDFDocument, text: string, width: number): string {
  const line = oneLine(text);
  if (kit.widthOfString(line) <= width) return line;
  const characters = [...line.slice(0, CHARACTERS_MAX)];
  let [fits, beyond] = [0, characters.length];
  while (beyond - fits > 1) {
    const middle = Math.floor((fits + beyond) / 2);
    const head = characters.slice(0, middle).join("") + ELLIPSIS;
    if (kit.widthOfString(head) <= width) fits = middle;
    else beyond = middle;
  }
  return characters.slice(0, fits).join("").trimEnd() + ELLIPSIS;
}

/** No line of a page has more, however small the type. */
const CHARACTERS_MAX = 1_000;

/** Control characters and halves of characters have no glyph. */
export function oneLine(text: string): string {
  return text.slice(0, CHARACTERS_MAX).replace(CONTROLS, " ");
}
