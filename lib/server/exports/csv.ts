import "server-only";

/**
 * The discrepancy report as a CSV file, sent while it is read. When the database fails half-way the
 * download breaks off, because a file that merely ends early would pass for a complete one.
 */
import type { ExportSearch } from "@/lib/contracts/search";
import type { Scope } from "@/lib/domain/permission";
import { REPORT_COLUMNS, reportCells, reportFileName } from "@/lib/domain/report";
import { csvRow } from "@/lib/domain/report-csv";
import { filterOf } from "../reconciliations/queries";
import type { Filter } from "../reconciliations/search-sql";
import { reportPages } from "./report-lines";

const BYTE_ORDER_MARK = "\uFEFF";

/**
 * Excel takes a file without a byte order mark for the local code page, and scripts take the mark
 * for a part of the first column's name; so it is written for those who ask with `bom=true`.
 */
export async function exportCsv(
  scope: Scope<"reconciliation:view">,
  search: ExportSearch,
): Promise<Response> {
  const chunks = csvChunks(filterOf(scope, search), search.bom);
  // The first page is read before the answer starts: what fails at once is a problem document.
  const first = await chunks.next();
  return new Response(streamOf(first, chunks), {
    headers: {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": `attachment; filename="${reportFileName(search, "csv")}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

async function* csvChunks(filter: Filter, bom: boolean): AsyncGenerator<string> {
  let heading = bom ? BYTE_ORDER_MARK : "";
  heading += csvRow(REPORT_COLUMNS.map(({ name }) => ({ kind: "text", text: name })));
  for await (const lines of reportPages(filter)) {
    yield heading + lines.map((line) => csvRow(reportCells(line))).join("");
    heading = "";
  }
}

function streamOf(first: IteratorResult<string>, rest: AsyncGenerator<string>) {
  const encoder = new TextEncoder();
  let next: Promise<IteratorResult<string>> = Promise.resolve(first);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const chunk = await next;
      if (chunk.done === true) return controller.close();
      controller.enqueue(encoder.encode(chunk.value));
      next = rest.next();
      // Awaited by the next pull; until then a failure is nobody's unhandled rejection.
      next.catch(() => undefined);
    },
    async cancel() {
      await rest.return(undefined);
    },
  });
}
