import "server-only";

/**
 * Features of pdfkit that its types do not offer: fonts that documents share, a number that is
 * known only at the end and shown on every page, and clearing its cache of laid out words.
 */
import PDFDocument from "pdfkit";

type Reference = { write(text: string): void; end(): void };
type Font = {
  id: string;
  font: ParsedFont;
  ascender: number;
  layoutCache?: Record<string, unknown>;
  ref(): Reference;
  encode(text: string): [codes: string[], positions: unknown[]];
};
type Internals = {
  _font: Font;
  _fontFamilies: Record<string, Font>;
  page: { xobjects: Record<string, Reference> };
  ref(data: Record<string, unknown>): Reference;
  addContent(text: string): void;
};

/** A font of fontkit, which decodes a table when it is first needed. */
export type ParsedFont = { readonly layout: unknown; readonly _glyphs: object };

/** @throws if the file is not a font. */
export function parseFont(file: Buffer): ParsedFont {
  const kit = new PDFDocument({ font: "", autoFirstPage: false });
  return getInternals(kit.font(file))._font.font;
}

/**
 * Documents share the decoded tables. Glyphs are each document's own, because a glyph that several
 * characters have in common is copied from a document as the first of them that it was used for.
 */
export function registerFont(kit: PDFKit.PDFDocument, name: string, parsed: ParsedFont): void {
  const own: unknown = Object.create(parsed, { _glyphs: { value: {} } });
  kit.registerFont(name, own as PDFKit.Mixins.PDFFontSource);
}

export type PageTotal = {
  /** Draws a placeholder of the number, with its top left at a point. */
  draw(kit: PDFKit.PDFDocument, x: number, y: number): void;
  /** Sets the number; called once. */
  end(text: string): void;
};

/** Pages refer to a form that is still empty, so that none of them has to be buffered for it. */
export function pageTotal(kit: PDFKit.PDFDocument, size: number, colour: string): PageTotal {
  const inner = getInternals(kit);
  const font = inner._font;
  const form = inner.ref({
    Type: "XObject",
    Subtype: "Form",
    BBox: [0, -size, size * 8, size * 2],
    Resources: { Font: { [font.id]: font.ref() } },
  });
  return {
    draw(page, x, y) {
      const baseline = y + (font.ascender / 1_000) * size;
      getInternals(page).page.xobjects.Total = form;
      page.save().transform(1, 0, 0, -1, x, baseline);
      getInternals(page).addContent("/Total Do");
      page.restore();
    },
    end(text) {
      const [codes] = font.encode(text);
      const fill = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
      const shade = fill.map((part) => part.toFixed(3)).join(" ");
      form.write(`BT ${shade} rg /${font.id} ${size} Tf <${codes.join("")}> Tj ET`);
      form.end();
    },
  };
}

/** pdfkit caches every word that it ever laid out; a long table has a new amount in every row. */
export function clearLayouts(kit: PDFKit.PDFDocument): void {
  for (const font of Object.values(getInternals(kit)._fontFamilies)) {
    if (font.layoutCache !== undefined) font.layoutCache = {};
  }
}

function getInternals(kit: PDFKit.PDFDocument): Internals {
  return kit as unknown as Internals;
}
