import "server-only";

/**
 * The lines of a report, page after page. Two pages are held at most, of which one is still being
 * read, and no connection is kept between them, so that a slow download costs the server little.
 */
import { minor, type Minor } from "@/lib/domain/money";
import { NOTHING_SAID, type ReportLine } from "@/lib/domain/report";
import { streamAsOf } from "../as-of/moment";
import { findPage, type PageRecord } from "../reconciliations/queries-page";
import type { Filter } from "../reconciliations/search-sql";
import { addSaid } from "./report-said";

/** What is done with before the engine takes it for lasting: twice as many take longer. */
const PAGE_LINES = 1_000;

type ReportRecord = PageRecord & {
  state: string;
  terms: StoredTerm[] | null;
  counted_by: string | null;
  counted_at: Date | null;
};
type StoredTerm = {
  term: NonNullable<ReportLine["terms"]>[number]["term"];
  amountMinor: number | null;
  entries: { label: string | null; amountMinor: number }[];
};
type Page = { rows: ReportRecord[]; nextCursor: string | null };

/** As known at the filter's moment, where it names one. */
export function reportPages(filter: Filter): AsyncGenerator<ReportLine[]> {
  return streamAsOf(filter.asOf, filter, () => pagesOf(filter));
}

/**
 * The database looks for the next page while this one becomes a file. Not at a past moment: whoever
 * breaks off there gives the connection back, and nothing may be asked of it afterwards.
 */
async function* pagesOf(filter: Filter): AsyncGenerator<ReportLine[]> {
  const ahead = filter.asOf == null;
  let next: Promise<Page> | null = readPage(filter, undefined);
  while (next !== null) {
    const { rows, nextCursor }: Page = await next;
    const read = (): Promise<Page> | null =>
      nextCursor === null ? null : readPage(filter, nextCursor);
    const early = ahead ? read() : null;
    // Awaited in the next round; until then a failure is nobody's unhandled rejection.
    early?.catch(() => undefined);
    const lines = rows.map(toReportLine);
    await addSaid(lines);
    yield lines;
    next = ahead ? early : read();
  }
}

function readPage(filter: Filter, cursor: string | undefined): Promise<Page> {
  return findPage<ReportRecord>({
    ...{ filter, cursor, limit: PAGE_LINES, sort: "date" },
    columns: ", l.terms, d.state, u.name AS counted_by, t.counted_at",
    joins: COUNT_IN_FORCE,
  });
}

/** With the line itself: a question of its own would name every line of the page once more. */
const COUNT_IN_FORCE = `
  LEFT JOIN till_count t
    ON t.centre_id = l.centre_id AND t.business_date = l.business_date
   AND t.shift_id = l.shift_id AND t.till_id = l.till_id AND t.tender_id = l.tender_id
   AND t.version = l.count_version
  LEFT JOIN public.user u ON u.id = t.counted_by_id`;

/** Name by name, because copying objects would be half of the work for a million of them. */
function toReportLine(row: ReportRecord): ReportLine {
  return {
    centreId: row.centre_id,
    centreName: row.centre_name,
    businessDate: row.business_date,
    shiftId: row.shift_id,
    shiftName: row.shift_name,
    tillId: row.till_id,
    tillName: row.till_name,
    tenderId: row.tender_id,
    tenderName: row.tender_name,
    tenderKind: row.tender_kind,
    currency: row.currency,
    expected: minorOf(row.expected_minor),
    counted: minorOf(row.counted_minor),
    difference: minorOf(row.difference_minor),
    sales: minorOf(row.sales_minor),
    tolerance: minor(Number(row.tolerance_minor)),
    approval: minor(Number(row.approval_minor)),
    rule: row.rule,
    verdict: row.verdict,
    terms: row.terms?.map(toTerm) ?? null,
    rounded: row.rounded,
    state: row.state,
    reason: row.reason,
    countVersion: row.count_version,
    countedBy: row.counted_by,
    countedAt: row.counted_at?.toISOString() ?? null,
    explanation: NOTHING_SAID.explanation,
    explainedBy: NOTHING_SAID.explainedBy,
    explainedAt: NOTHING_SAID.explainedAt,
    notes: NOTHING_SAID.notes,
    stateBy: NOTHING_SAID.stateBy,
    stateAt: NOTHING_SAID.stateAt,
  };
}

function toTerm({ term, amountMinor, entries }: StoredTerm) {
  return {
    term,
    amount: amountMinor === null ? null : minor(amountMinor),
    entries: entries.map((entry) => ({ label: entry.label, amount: minor(entry.amountMinor) })),
  };
}

/** `bigint` arrives as text. */
function minorOf(amount: string | null): Minor | null {
  return amount === null ? null : minor(Number(amount));
}
