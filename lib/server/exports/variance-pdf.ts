import "server-only";

/**
 * Exports the variance report for printing: the charts as vectors, and the tables, each currency by
 * itself.
 */
import type { VarianceExport } from "@/lib/contracts/variance";
import { formatDateRange } from "@/lib/domain/format";
import { readPreferences } from "../language/translations";
import { scopedFilter } from "../line-search/scoped-filter";
import { findReading } from "../line-search/reading";
import { pdfChunks } from "../pdf/bytes";
import { newPage, type Pdf } from "../pdf/document";
import { drawHeading, drawNote } from "../pdf/text";
import type { Views } from "../variances/queries";
import { respondWithFile } from "./stream-file";
import { drawPart } from "./variance-pdf-part";
import { readVarianceParts, type VariancePart } from "./variance-parts";
import { varianceFileName, type VarianceTexts, buildVarianceTexts } from "./variance-text";

export async function exportVariancesPdf(
  scope: Views,
  search: VarianceExport,
  request: Request,
): Promise<Response> {
  const madeAt = new Date();
  const reading = await findReading(await scopedFilter(scope, search));
  const texts = await buildVarianceTexts(search, readPreferences(request), { madeAt, reading });
  const parts = await readVarianceParts(scope, search);
  const { title, language, notes: footer } = texts;
  const chunks = pdfChunks({ title, language, orientation: "portrait", footer, madeAt }, (pdf) =>
    draw(pdf, { search, parts, texts }),
  );
  return respondWithFile(chunks, {
    name: varianceFileName(search, "pdf"),
    type: "application/pdf",
    lines: null,
    reading,
  });
}

type Report = { search: VarianceExport; parts: readonly VariancePart[]; texts: VarianceTexts };

function* draw(pdf: Pdf, { search, parts, texts }: Report): Generator<void> {
  const { title, notes, t, language } = texts;
  drawHeading(pdf, title, 1);
  for (const note of notes) drawNote(pdf, note);
  if (parts.length === 0) {
    const dates = formatDateRange(search.from, search.to, language);
    drawNote(pdf, t("empty.title", { dates }));
  }
  for (const [at, part] of parts.entries()) {
    if (at > 0) newPage(pdf);
    yield* drawPart(pdf, part, texts);
  }
}
