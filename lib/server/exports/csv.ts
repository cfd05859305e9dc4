import "server-only";

/** Exports the discrepancy report as a CSV file, which is sent while it is read. */
import type { ExportSearch } from "@/lib/contracts/search";
import type { Scope } from "@/lib/domain/permission";
import { REPORT_COLUMNS, formatReportFileName } from "@/lib/domain/report/report";
import { csvLine, csvRow } from "@/lib/domain/report/csv";
import { giveWay, mapInSteps } from "../give-way";
import { type ScopedFilter, scopedFilter } from "../line-search/scoped-filter";
import { findReading } from "../line-search/reading";
import { getTranslations, readPreferences } from "../language/translations";
import { respondWithFile } from "./stream-file";
import { reportPages } from "./report-lines";
import { countReportLines } from "./report-size";
import { describeNodes, describeUnread } from "./report-text";

const BYTE_ORDER_MARK = "\uFEFF";

/**
 * Excel takes a file without a byte order mark for the local code page, and scripts take the mark
 * for a part of the first column's name; so it is written for those who ask with `bom=true`. They
 * also find last rows that say of which part of the organisation the lines are, and which days were
 * never read. Scripts read the latter from a header.
 */
export async function exportCsv(
  scope: Scope<"reconciliation:view">,
  search: ExportSearch,
  request: Request,
): Promise<Response> {
  const filter = await scopedFilter(scope, search);
  const reading = await findReading(filter);
  const reader = readPreferences(request);
  const t = await getTranslations("report", reader);
  const notes = search.bom
    ? [...(await describeNodes(search, reader)), ...describeUnread(reading, t)]
    : [];
  return respondWithFile(csvChunks(filter, search, notes), {
    name: formatReportFileName(search, "csv"),
    type: "text/csv; charset=utf-8; header=present",
    lines: await countReportLines(filter),
    reading,
  });
}

async function* csvChunks(
  filter: ScopedFilter,
  { bom, ...format }: Pick<ExportSearch, "bom" | "separator" | "decimal">,
  notes: readonly string[],
): AsyncGenerator<Uint8Array> {
  let heading = bom ? BYTE_ORDER_MARK : "";
  heading += csvRow(
    REPORT_COLUMNS.map(({ name }) => ({ kind: "text", text: name })),
    format,
  );
  for await (const lines of reportPages(filter)) {
    await giveWay();
    // Each line becomes bytes by itself: a page that grows as one text takes a sixth longer.
    const rows = await mapInSteps(lines, (line) =>
      Buffer.from(csvLine(REPORT_COLUMNS, line, format)),
    );
    yield Buffer.concat([Buffer.from(heading), ...rows]);
    heading = "";
  }
  for (const text of notes) yield Buffer.from(csvRow([{ kind: "text", text }], format));
}
