import "server-only";

/**
 * Two features of pdfkit that its types do not offer: a number that is known only at the end and
 * shown on every page, and clearing its cache of laid out words.
 */
type Reference = { write(text: string): void; end(): void };
type Font = {
  id: string;
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
