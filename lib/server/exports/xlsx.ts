import "server-only";

/**
 * Exports the discrepancy report as a workbook: the lines as people read them, all of their columns
 * with the ids on a second sheet, and a sheet of totals. The second sheet is written first, because
 * the sums of its lines tell the groups of the first.
 */
import type { ExportSearch } from "@/lib/contracts/search";
import type { Scope } from "@/lib/domain/permission";
import {
  type Column,
  REPORT_COLUMNS,
  type ReportLine,
  formatReportFileName,
} from "@/lib/domain/report/report";
import { type Grouping, type ReportSums, createReportSums } from "@/lib/domain/report/totals";
import { type Moment, openSnapshot } from "../as-of/moment";
import { mapInSteps } from "../give-way";
import { readPreferences } from "../language/translations";
import { type ScopedFilter, scopedFilter } from "../line-search/scoped-filter";
import { findReading } from "../line-search/reading";
import { respondWithFile } from "./stream-file";
import { reportPages } from "./report-lines";
import { countReportLines } from "./report-size";
import { type ReportTexts, buildReportTexts } from "./report-text";
import { labelled } from "./printed-columns";
import { xlsxChunks } from "./xlsx-book";
import { readLinesTable } from "./xlsx-lines";
import type { XlsxRow, XlsxTable } from "./xlsx-sheet";
import { totalsTable } from "./xlsx-totals";
import type { SheetCell } from "./xlsx-xml";

export const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export async function exportXlsx(
  scope: Scope<"reconciliation:view">,
  search: ExportSearch,
  request: Request,
): Promise<Response> {
  const filter = await scopedFilter(scope, search);
  const [reading, lines] = await Promise.all([findReading(filter), countReportLines(filter)]);
  const facts = { madeAt: new Date(), reading };
  const texts = await buildReportTexts(search, readPreferences(request), facts);
  return respondWithFile(bookOf({ filter, texts, grouping: search.groupBy }), {
    name: formatReportFileName(search, "xlsx"),
    type: XLSX_TYPE,
    lines,
    reading,
  });
}

type Book = { filter: ScopedFilter; texts: ReportTexts; grouping: Grouping };

/** The lines are read once for each sheet, and a count that is stored meanwhile is in none. */
async function* bookOf({ filter, texts, grouping }: Book): AsyncGenerator<Uint8Array> {
  const sums = createReportSums(grouping);
  const moment = await openSnapshot(filter.asOf, filter);
  try {
    yield* xlsxChunks([
      detailsTable({ filter, texts, moment }, sums),
      readLinesTable({ filter, texts, grouping, sums, moment }),
      { ...totalsTable(texts, grouping, sums), position: 2 },
    ]);
  } finally {
    await moment.end();
  }
}

const WIDTHS: Record<Column["kind"], number> = {
  text: 16,
  date: 13,
  instant: 17,
  money: 14,
  integer: 10,
};
const NAMES = /_name$|_by$|^reason$|^explanation$|^notes$/;
const NAME_WIDTH = 24;

type Details = { filter: ScopedFilter; texts: ReportTexts; moment: Moment };

function detailsTable(details: Details, sums: ReportSums): XlsxTable {
  const { texts } = details;
  return {
    name: texts.t("sheets.details"),
    position: 1,
    columns: REPORT_COLUMNS.map(({ name, kind }) => ({
      head: texts.t(`columns.${name}`),
      width: NAMES.test(name) ? NAME_WIDTH : WIDTHS[kind],
      isFigure: kind === "money" || kind === "integer",
    })),
    rows: rowsOf(details, sums),
  };
}

async function* rowsOf(
  { filter, texts, moment }: Details,
  sums: ReportSums,
): AsyncGenerator<XlsxRow[]> {
  for await (const lines of reportPages(filter, moment)) {
    sums.add(lines);
    yield await mapInSteps(lines, (line) => ({ cells: cellsOf(line, texts) }));
  }
}

/** Most cells of a line are empty, and a million lines would have tens of millions of those. */
const EMPTY: SheetCell = { kind: "text", text: null };

function cellsOf(line: ReportLine, texts: ReportTexts): SheetCell[] {
  return REPORT_COLUMNS.map((column) =>
    column.of(line) === null ? EMPTY : labelled(column, line, texts),
  );
}
