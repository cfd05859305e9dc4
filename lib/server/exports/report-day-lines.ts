import "server-only";

/** Reads the lines of some days with who counted them, and makes lines of a report of them. */
import type { SheetFinding } from "@/lib/domain/cash-sheet";
import type { DayState } from "@/lib/domain/day";
import { type DayKey, isSameTill, type LineKey } from "@/lib/domain/keys";
import { minor } from "@/lib/domain/money";
import { CODE_SEPARATOR, type ReportLine } from "@/lib/domain/report/report";
import { prepared } from "../db/sql";
import { knownMinor } from "../db/values";
import {
  dayConditions,
  lineConditions,
  newValues,
  selectsDifferences,
} from "../line-search/conditions";
import type { ScopedFilter } from "../line-search/scoped-filter";
import { APPROVAL, TOLERANCE } from "../recompute/line-columns";
import { readTerms, STORED_TERMS, type StoredTerms } from "../recompute/stored-terms";
import type { Annotations } from "./report-annotations";
import type { ReportDay } from "./report-days";

/** The columns of a day stand beside its lines, each of which is an array of `LINE_VALUES`. */
type DayRecord = DayKey & {
  centreName: string;
  state: DayState;
  status: string | null;
  findings: SheetFinding[] | null;
  lines: LineValues[];
};

/** It stays an ISO text, because converting each to a date and back would be wasted work. */
const COUNTED_AT = `to_char(t.counted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const LINE_VALUES = `
  l.shift_id, l.shift_name, l.till_id, l.till_name, l.tender_id, l.tender_name, l.tender_kind,
  l.currency, l.expected_minor, l.counted_minor, l.difference_minor, l.sales_minor,
  ${TOLERANCE}, ${APPROVAL}, l.rule, l.verdict, ${STORED_TERMS}, l.rounded, l.reason,
  l.count_version, u.name, ${COUNTED_AT}`;

const COUNT_OF_LINE = `t.shift_id = l.shift_id AND t.till_id = l.till_id
  AND t.tender_id = l.tender_id AND t.version = l.count_version`;

type LineValues = [
  shiftId: string,
  shiftName: string | null,
  tillId: string,
  tillName: string | null,
  tenderId: string,
  tenderName: string | null,
  tenderKind: ReportLine["tenderKind"],
  currency: string,
  expected: number | null,
  counted: number | null,
  difference: number | null,
  sales: number | null,
  tolerance: number,
  approval: number,
  rule: string | null,
  verdict: ReportLine["verdict"],
  terms: StoredTerms | null,
  rounded: boolean,
  reason: string | null,
  countVersion: number | null,
  countedBy: string | null,
  countedAt: string | null,
];

/**
 * Reads the lines of a day as one JSON, because reading each value of a million rows by itself
 * takes twice as long. The counts of a day are read at once, because looking them up line by line
 * takes half of the time; those of a few differences are looked up. A day that has changed since it
 * was listed is read as it is now, or is omitted if it no longer matches.
 */
export function listDayLines(
  filter: ScopedFilter,
  days: readonly ReportDay[],
): Promise<DayRecord[]> {
  const values = newValues();
  const of = (column: keyof ReportDay) => `${values.add(days.map((day) => day[column]))}::text[]`;
  const keys = [of("centre_id"), of("centre_name"), of("business_date")].join(", ");
  return prepared<DayRecord>(
    `SELECT c.id AS "centreId", c.name AS "centreName", c.business_date AS "businessDate",
            d.state, d.status, d.findings, l.lines
       FROM unnest(${keys}) WITH ORDINALITY AS c (id, name, business_date, place)
      CROSS JOIN LATERAL (
        SELECT d.state, s.status, CASE WHEN d.finding_count > 0 THEN d.findings END AS findings
          FROM reconciliation d LEFT JOIN cash_sheet s USING (centre_id, business_date)
         WHERE d.centre_id = c.id AND d.business_date = c.business_date
           AND ${dayConditions(filter, values)} OFFSET 0
      ) d
      CROSS JOIN LATERAL (
        SELECT json_agg(json_build_array(${LINE_VALUES})
                 ORDER BY l.shift_id, l.till_id, l.tender_id) AS lines
          FROM (
            SELECT * FROM reconciliation_line l
             WHERE l.centre_id = c.id AND l.business_date = c.business_date
               AND ${lineConditions(filter, values)} OFFSET 0
          ) l
          LEFT JOIN LATERAL (
            SELECT * FROM till_count t
             WHERE t.centre_id = c.id AND t.business_date = c.business_date
               AND ${selectsDifferences(filter) ? COUNT_OF_LINE : "true"} OFFSET 0
          ) t ON ${COUNT_OF_LINE}
          LEFT JOIN public.user u ON u.id = t.counted_by_id
      ) l
      WHERE l.lines IS NOT NULL
      ORDER BY c.place`,
    values.list,
  );
}

/**
 * Properties are copied by name, because copying objects would be half of the work for a million of
 * them.
 */
export function toReportLine(
  day: DayRecord,
  values: LineValues,
  annotations: Annotations,
): ReportLine {
  const { centreId, centreName, businessDate, state, status, findings } = day;
  const [
    shiftId,
    shiftName,
    tillId,
    tillName,
    tenderId,
    tenderName,
    tenderKind,
    currency,
    expected,
    counted,
    difference,
    sales,
    tolerance,
    approval,
    rule,
    verdict,
    terms,
    rounded,
    reason,
    countVersion,
    countedBy,
    countedAt,
  ] = values;
  const key = { centreId, businessDate, shiftId, tillId, tenderId };
  const explanation = reason === null ? undefined : annotations.explanationOf(key);
  const move = annotations.moveOf(key);
  const assignment = annotations.assignmentOf(key);
  const entity = annotations.entityOf(key);
  return {
    centreId,
    centreName,
    businessDate,
    shiftId,
    shiftName,
    tillId,
    tillName,
    tenderId,
    tenderName,
    tenderKind,
    currency,
    expected: knownMinor(expected),
    counted: knownMinor(counted),
    difference: knownMinor(difference),
    sales: knownMinor(sales),
    tolerance: minor(tolerance),
    approval: minor(approval),
    rule,
    verdict,
    terms: terms === null ? null : readTerms(terms),
    rounded,
    state,
    reason,
    countVersion,
    countedBy,
    countedAt,
    explanation: explanation?.text ?? null,
    explainedBy: explanation?.by ?? null,
    explainedAt: explanation?.at.toISOString() ?? null,
    notes: annotations.notesOf(key),
    stateBy: move?.by ?? null,
    stateAt: move?.at.toISOString() ?? null,
    sheetStatus: status,
    sheetFindings: findings === null ? null : codesOf(findings, key),
    assignee: assignment?.by ?? null,
    dueOn: assignment?.text ?? null,
    entityId: entity?.id ?? null,
    entityName: entity?.name ?? null,
  };
}

/** A finding belongs to the lines of its till in its shift. */
function codesOf(findings: readonly SheetFinding[], line: LineKey): string | null {
  const own = findings.filter((finding) => isSameTill(finding, line));
  const codes = [...new Set(own.map(({ kind }) => kind))];
  return codes.length === 0 ? null : codes.join(CODE_SEPARATOR);
}
