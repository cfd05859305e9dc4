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
import { type ScopedFilter, scopedFilter } from "../line-search/conditions";
import { fileAnswer } from "./stream-file";
import { drawReport } from "./pdf-report";
import { reportPages } from "./report-lines";
import { countReportLines } from "./report-size";
import { reportWords } from "./report-text";

/** This is about 550 pages, more than anyone prints. */
export const PDF_LINES_MAX = 20_000;

export async function exportPdf(
  scope: Scope<"reconciliation:view">,
  search: ExportSearch,
  request: Request,
): Promise<Response> {
  const filter = scopedFilter(scope, search);
  const lines = await countReportLines(filter);
  if (lines !== null && lines > PDF_LINES_MAX) throw tooLong();
  const madeAt = new Date();
  const reader = readPreferences(request);
  const words = await reportWords(search, reader, madeAt);
  const held = await readLines(filter);
  const { title, notes: footer } = words;
  const chunks = pdfChunks(
    { title, language: reader.language, orientation: "landscape", footer, madeAt },
    (pdf) => drawReport(pdf, { words, grouping: search.groupBy, lines: held }),
  );
  return fileAnswer(chunks, {
    name: formatReportFileName(search, "pdf"),
    type: "application/pdf",
    lines,
  });
}

/**
 * Lines are counted again, because some may have been added, and those of a past moment were not
 * counted.
 */
async function readLines(filter: ScopedFilter): Promise<ReportLine[]> {
  const held: ReportLine[] = [];
  for await (const lines of reportPages(filter)) {
    // The waterfall is not printed, and is the largest part of a line.
    for (const line of lines) held.push({ ...line, terms: null });
    if (held.length > PDF_LINES_MAX) throw tooLong();
  }
  return held;
}

function tooLong(): AppError {
  const most = PDF_LINES_MAX.toLocaleString("en");
  return new AppError(
    "REFUSED",
    `A print holds at most ${most} lines. Narrow the filters, or take the file as CSV or XLSX.`,
    { reason: "too-many-lines" },
  );
}
