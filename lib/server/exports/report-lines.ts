import "server-only";

/**
 * The lines of a report, page after page. Only one page is held at a time and no connection is kept
 * between pages, so that a slow download costs the server nothing.
 */
import { minor, type Minor } from "@/lib/domain/money";
import type { ReportLine, Said } from "@/lib/domain/report";
import { streamAsOf } from "../as-of/moment";
import { findPage, type PageRecord } from "../reconciliations/queries-page";
import { toLine } from "../reconciliations/queries-rows";
import type { Filter } from "../reconciliations/search-sql";
import { readSaid } from "./report-said";

const PAGE_LINES = 2_000;

type ReportRecord = PageRecord & {
  state: string;
  count_version: number | null;
  terms: StoredTerm[] | null;
};
type StoredTerm = {
  term: NonNullable<ReportLine["terms"]>[number]["term"];
  amountMinor: number | null;
  entries: { label: string | null; amountMinor: number }[];
};

/** As known at the filter's moment, where it names one. */
export function reportPages(filter: Filter): AsyncGenerator<ReportLine[]> {
  return streamAsOf(filter.asOf, filter, () => pagesOf(filter));
}

async function* pagesOf(filter: Filter): AsyncGenerator<ReportLine[]> {
  let cursor: string | undefined;
  do {
    const page = await findPage<ReportRecord>({
      ...{ filter, cursor, limit: PAGE_LINES, sort: "date" },
      columns: ", l.terms, l.count_version, d.state",
    });
    const lines = page.rows.map(toReportLine);
    const said = await readSaid(lines);
    yield lines.map((line) => ({ ...line, ...said(line) }));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

function toReportLine(row: ReportRecord): Omit<ReportLine, keyof Said> {
  const { expectedMinor, countedMinor, differenceMinor, toleranceMinor, ...line } = toLine(row);
  return {
    ...line,
    sales: minorOf(line.salesMinor),
    approval: minor(line.approvalMinor),
    expected: minorOf(expectedMinor),
    counted: minorOf(countedMinor),
    difference: minorOf(differenceMinor),
    tolerance: minor(toleranceMinor),
    terms: row.terms?.map(toTerm) ?? null,
    countVersion: row.count_version,
    state: row.state,
  };
}

function toTerm({ term, amountMinor, entries }: StoredTerm) {
  return {
    ...{ term, amount: minorOf(amountMinor) },
    entries: entries.map((entry) => ({ label: entry.label, amount: minor(entry.amountMinor) })),
  };
}

function minorOf(amount: number | null): Minor | null {
  return amount === null ? null : minor(amount);
}
