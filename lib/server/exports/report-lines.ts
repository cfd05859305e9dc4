import "server-only";

/**
 * Reads the lines of a report, some days at a time. At most three pages are buffered, of which two
 * are still being read. A file that reads its lines once holds no connection between them, so that
 * a slow download costs the server little.
 */
import type { DayState } from "@/lib/domain/day";
import { minor } from "@/lib/domain/money";
import { CODE_SEPARATOR, type ReportLine } from "@/lib/domain/report/report";
import type { SheetFinding } from "@/lib/domain/cash-sheet";
import { type Moment, streamAsOf, streamAt } from "../as-of/moment";
import { readingElsewhere } from "../db/replica";
import { prepared } from "../db/sql";
import { amountOf } from "../db/values";
import { LINE_COLUMNS, type LineRecord } from "../line-search/rows";
import { readTerms, STORED_TERMS, type StoredTerms } from "../recompute/stored-terms";
import { dayConditions, lineConditions, newValues } from "../line-search/conditions";
import type { ScopedFilter } from "../line-search/scoped-filter";
import { type ReportDay, reportDays } from "./report-days";
import { listAnnotations, type Annotations } from "./report-annotations";

/**
 * A page is processed before V8 moves it to the old generation: pages of twice this size take
 * longer.
 */
const PAGE_LINES = 1_000;
const FIRST_DAYS = 50;
const DAYS_MAX = 1_000;
/**
 * These pages are read ahead while one becomes a file; with fewer, the file sometimes waits for the
 * database.
 */
const PAGES_AHEAD = 2;

/**
 * Lines are as known at the filter's moment, where it names one. A file that reads them several
 * times opens one moment for all of it; otherwise what is stored meanwhile would be in one part of
 * the file alone.
 */
export function reportPages(filter: ScopedFilter, moment?: Moment): AsyncGenerator<ReportLine[]> {
  return moment === undefined
    ? streamAsOf(filter.asOf, filter, () => pagesOf(filter))
    : streamAt(moment, () => pagesOf(filter));
}

/**
 * The database reads the next pages while this one becomes a file. It does not at a past moment,
 * because a reader who stops returns the connection, which must not be used afterwards.
 */
async function* pagesOf(filter: ScopedFilter): AsyncGenerator<ReportLine[]> {
  const ahead = filter.asOf == null ? PAGES_AHEAD : 0;
  const size = { days: FIRST_DAYS };
  const days = reportDays(filter, size);
  const pending: Promise<ReportLine[] | null>[] = [];
  for (;;) {
    while (pending.length <= ahead) pending.push(readNext(filter, days, size));
    const lines = await pending.shift();
    if (lines == null) return;
    if (lines.length > 0) yield lines;
  }
}

/**
 * Returns null after the last page. Whoever awaits the page gets its error; otherwise it is
 * ignored.
 */
function readNext(
  filter: ScopedFilter,
  days: AsyncGenerator<ReportDay[]>,
  size: { days: number },
): Promise<ReportLine[] | null> {
  const page = days.next().then(async ({ done, value }) => {
    if (done === true) return null;
    const [rows, annotations] = await readingElsewhere(() =>
      Promise.all([listLines(filter, value), listAnnotations(value)]),
    );
    // A page takes as many days as have a page of lines: with a single tender, each has few lines.
    const enough = Math.ceil((PAGE_LINES * value.length) / Math.max(rows.length, 1));
    size.days = Math.min(enough, DAYS_MAX);
    return rows.map((row) => toReportLine(row, annotations));
  });
  page.catch(() => undefined);
  return page;
}

type ReportRecord = LineRecord & {
  state: DayState;
  terms: StoredTerms | null;
  status: string | null;
  findings: SheetFinding[] | null;
  counted_by: string | null;
  counted_at: string | null;
};

/** It stays an ISO text, because converting each to a date and back would be wasted work. */
const COUNTED_AT = `to_char(t.counted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * Joins the counts by day, because looking them up line by line takes half of the time. A day that
 * has changed since it was listed is read as it is now, or is omitted if it no longer matches.
 */
function listLines(filter: ScopedFilter, days: readonly ReportDay[]): Promise<ReportRecord[]> {
  const values = newValues();
  const of = (column: keyof ReportDay) => `${values.add(days.map((day) => day[column]))}::text[]`;
  const keys = [of("centre_id"), of("centre_name"), of("business_date")].join(", ");
  return prepared<ReportRecord>(
    `SELECT ${LINE_COLUMNS}, ${STORED_TERMS} AS terms, d.state, d.status, d.findings,
            ${COUNTED_AT} AS counted_at, u.name AS counted_by
       FROM unnest(${keys}) WITH ORDINALITY AS c (id, name, business_date, place)
      CROSS JOIN LATERAL (
        SELECT d.state, s.status, CASE WHEN d.finding_count > 0 THEN d.findings END AS findings
          FROM reconciliation d LEFT JOIN cash_sheet s USING (centre_id, business_date)
         WHERE d.centre_id = c.id AND d.business_date = c.business_date
           AND ${dayConditions(filter, values)} OFFSET 0
      ) d
      CROSS JOIN LATERAL (
        SELECT * FROM reconciliation_line l
         WHERE l.centre_id = c.id AND l.business_date = c.business_date
           AND ${lineConditions(filter, values)} OFFSET 0
      ) l
       LEFT JOIN LATERAL (
        SELECT * FROM till_count t
         WHERE t.centre_id = c.id AND t.business_date = c.business_date OFFSET 0
      ) t ON t.shift_id = l.shift_id AND t.till_id = l.till_id AND t.tender_id = l.tender_id
         AND t.version = l.count_version
       LEFT JOIN public.user u ON u.id = t.counted_by_id
      ORDER BY c.place, l.shift_id, l.till_id, l.tender_id`,
    values.list,
  );
}

/**
 * Properties are copied by name, because copying objects would be half of the work for a million of
 * them.
 */
function toReportLine(row: ReportRecord, annotations: Annotations): ReportLine {
  const explanation = row.reason === null ? undefined : annotations.explanationOf(row);
  const move = annotations.moveOf(row);
  const assignment = annotations.assignmentOf(row);
  const entity = annotations.entityOf(row);
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
    expected: amountOf(row.expected_minor),
    counted: amountOf(row.counted_minor),
    difference: amountOf(row.difference_minor),
    sales: amountOf(row.sales_minor),
    tolerance: minor(Number(row.tolerance_minor)),
    approval: minor(Number(row.approval_minor)),
    rule: row.rule,
    verdict: row.verdict,
    terms: row.terms === null ? null : readTerms(row.terms),
    rounded: row.rounded,
    state: row.state,
    reason: row.reason,
    countVersion: row.count_version,
    countedBy: row.counted_by,
    countedAt: row.counted_at,
    explanation: explanation?.text ?? null,
    explainedBy: explanation?.by ?? null,
    explainedAt: explanation?.at.toISOString() ?? null,
    notes: annotations.notesOf(row),
    stateBy: move?.by ?? null,
    stateAt: move?.at.toISOString() ?? null,
    sheetStatus: row.status,
    sheetFindings: row.findings === null ? null : codesOf(row.findings, row),
    assignee: assignment?.by ?? null,
    dueOn: assignment?.text ?? null,
    entityId: entity?.id ?? null,
    entityName: entity?.name ?? null,
  };
}

/** A finding belongs to the lines of its till in its shift. */
function codesOf(findings: readonly SheetFinding[], row: ReportRecord): string | null {
  const own = findings.filter(
    ({ shiftId, tillId }) => shiftId === row.shift_id && tillId === row.till_id,
  );
  const codes = [...new Set(own.map(({ kind }) => kind))];
  return codes.length === 0 ? null : codes.join(CODE_SEPARATOR);
}
