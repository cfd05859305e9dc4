import "server-only";

/**
 * Exports the discrepancy report for printing: its totals, then its lines under the heads of their
 * groups. Its lines are buffered while it is drawn, so that it is limited; a longer report needs a
 * file for spreadsheets.
 */
import type { ExportSearch } from "@/lib/contracts/search";
import type { Scope } from "@/lib/domain/permission";
import { formatReportFileName, type ReportLine } from "@/lib/domain/report/report";
import { AppError } from "../app-error";
import { readPreferences } from "../language/translations";
import { pdfChunks } from "../pdf/bytes";
import { type ScopedFilter, scopedFilter } from "../line-search/scoped-filter";
import { findReading } from "../line-search/reading";
import { respondWithFile } from "./stream-file";
import { drawReport } from "./pdf-report";
import { reportPages } from "./report-lines";
import { countReportLines } from "./report-size";
import { buildReportTexts } from "./report-text";

/** This is about 550 pages, more than anyone prints. */
const PDF_LINES_MAX = 20_000;

export async function exportPdf(
  scope: Scope<"reconciliation:view">,
  search: ExportSearch,
  request: Request,
): Promise<Response> {
  const filter = await scopedFilter(scope, search);
  const lineCount = await countReportLines(filter);
  if (lineCount !== null && lineCount > PDF_LINES_MAX) throw tooLong();
  const madeAt = new Date();
  const reader = readPreferences(request);
  const reading = await findReading(filter);
  const texts = await buildReportTexts(search, reader, { madeAt, reading });
  const lines = await readLines(filter);
  const { title, notes: footer } = texts;
  const chunks = pdfChunks(
    { title, language: reader.language, orientation: "landscape", footer, madeAt },
    (pdf) => drawReport(pdf, { texts, grouping: search.groupBy, lines }),
  );
  return respondWithFile(chunks, {
    name: formatReportFileName(search, "pdf"),
    type: "application/pdf",
    lines: lineCount,
    reading,
  });
}

/**
 * Lines are counted again, because some may have been added, and those of a past moment were not
 * counted.
 */
async function readLines(filter: ScopedFilter): Promise<ReportLine[]> {
  const lines: ReportLine[] = [];
  for await (const page of reportPages(filter)) {
    // The waterfall is not printed, and is the largest part of a line.
    for (const line of page) lines.push({ ...line, terms: null });
    if (lines.length > PDF_LINES_MAX) throw tooLong();
  }
  return lines;
}

function tooLong(): AppError {
  const most = PDF_LINES_MAX.toLocaleString("en");
  return new AppError(
    "REFUSED",
    `A print holds at most ${most} lines. Narrow the filters, or take the file as CSV or XLSX.`,
    { reason: "too-many-lines" },
  );
}
