import "server-only";

/**
 * Builds SQL conditions from a `LineFilter`, on `d` (a reconciliation) and `l` (one of its lines).
 * Days are narrowed by the counters in their rows, so that a search for differences never reads a
 * day without one.
 */
import { addDays } from "@/lib/domain/business-date";
import { type Verdict, VERDICTS } from "@/lib/domain/line";
import type { LineFilter } from "@/lib/domain/line-filter";
import { type Absence, absencesWithin } from "@/lib/domain/organisation/chosen-centres";
import { NO_REASON } from "@/lib/domain/reason";
import { prepared, type Sql, sql } from "../db/sql";
import { areFew } from "./few-centres";
import { assigneeConditions, daysWithAssignees } from "./assignee-conditions";
import type { Position } from "./cursor";
import type { ScopedFilter } from "./scoped-filter";

/** "Differences only" on a screen means every line that does not match. */
const DIFFERENCES: readonly Verdict[] = ["over", "short", "uncounted", "unexpected"];

/** Collects the values of one statement and returns their placeholders. */
export type Values = { list: unknown[]; add: (value: unknown) => string };

export function newValues(): Values {
  const list: unknown[] = [];
  return { list, add: (value) => `$${list.push(value)}` };
}

/** Within so many days one plan is best for every range, and of few centres within a month. */
const PLANNED_DAYS_MAX = 7;
const PLANNED_DAYS_OF_FEW_MAX = 31;

/**
 * A connection plans the statements of a short range once. For a long one the best plan depends on
 * how much of the table it is, so that each is planned for itself.
 */
export function sqlOf({
  from,
  to,
  centreIds,
}: Pick<ScopedFilter, "from" | "to" | "centreIds">): Sql {
  const days = areFew(centreIds) ? PLANNED_DAYS_OF_FEW_MAX : PLANNED_DAYS_MAX;
  return to < addDays(from, days) ? prepared : sql;
}

/** Returns null when the filter does not name particular verdicts. */
export function verdictsOf({
  verdicts,
  differencesOnly,
}: Pick<LineFilter, "verdicts" | "differencesOnly">): readonly Verdict[] | null {
  if (!differencesOnly) return verdicts.length === 0 ? null : verdicts;
  return verdicts.length === 0 ? DIFFERENCES : DIFFERENCES.filter((one) => verdicts.includes(one));
}

/** Tells whether only lines with a difference are selected, of which a day has few. */
export function selectsDifferences(filter: ScopedFilter): boolean {
  return verdictsOf(filter)?.every((one) => DIFFERENCES.includes(one)) === true;
}

/** Tells whether some lines of a day may be omitted. */
export function narrowsLines(filter: ScopedFilter): boolean {
  return narrowsBeyondCounters(filter) || verdictsOf(filter) !== null;
}

/** Tells whether the filter narrows by anything that the counters of a day can't distinguish. */
export function narrowsBeyondCounters(filter: ScopedFilter): boolean {
  const { tenderIds, shiftIds, tillIds, reasons, assigneeIds } = filter;
  return [tenderIds, shiftIds, tillIds, reasons, assigneeIds].some(({ length }) => length > 0);
}

const COUNTERS: Record<Verdict, string> = {
  matched: "d.matched_lines",
  "within-tolerance": "d.within_tolerance_lines",
  over: "d.over_lines",
  short: "d.short_lines",
  uncounted: "d.uncounted_lines",
  unexpected: "d.unexpected_lines",
};

/** Counts the lines of a day that have the chosen verdicts. */
export function matchingLines(filter: ScopedFilter): string {
  const verdicts = verdictsOf(filter) ?? VERDICTS;
  return verdicts.length === 0 ? "0" : verdicts.map((verdict) => COUNTERS[verdict]).join(" + ");
}

type DayFilter = Pick<ScopedFilter, "centreIds" | "from" | "to"> &
  Partial<Pick<ScopedFilter, "absences" | "states" | "sheetStatuses" | "findingsOnly">>;

export function dayConditions(filter: DayFilter, values: Values): string {
  const { from, to, states, sheetStatuses, findingsOnly } = filter;
  const conditions = [
    `d.business_date BETWEEN ${values.add(from)} AND ${values.add(to)}`,
    ...centreConditions("d", filter, values),
    ...narrowedTo("d.state", states ?? [], values),
    ...daysWithStatuses(sheetStatuses ?? [], values),
    ...(findingsOnly === true ? [WITH_FINDINGS] : []),
  ];
  return conditions.join(" AND ");
}

/** Few centres move within a period, so that only their absences are compared. */
export function centreConditions(alias: string, filter: DayFilter, values: Values): string[] {
  const { centreIds } = filter;
  const absences = absencesWithin(filter.absences ?? [], filter);
  return [
    ...(centreIds === null ? [] : [isOneOf(`${alias}.centre_id`, centreIds, values)]),
    ...(absences.length === 0
      ? []
      : [
          `NOT EXISTS (SELECT FROM ${unnestAbsences(absences, values)}
             WHERE a.centre_id = ${alias}.centre_id
               AND ${alias}.business_date BETWEEN a.first AND a.last)`,
        ]),
  ];
}

export function unnestAbsences(absences: readonly Absence[], values: Values): string {
  const columns = [
    absences.map(({ centreId }) => centreId),
    absences.map(({ from }) => from),
    absences.map(({ to }) => to),
  ].map((column) => `${values.add(column)}::text[]`);
  return `unnest(${columns.join(", ")}) AS a (centre_id, first, last)`;
}

/** An index of its own has these days; the cells of a day do not know them. */
const WITH_FINDINGS = `EXISTS (SELECT FROM reconciliation f WHERE f.centre_id = d.centre_id
  AND f.business_date = d.business_date AND f.finding_count > 0)`;

/** The status is that of the sheet as last read, which a signed day may not have been made from. */
function daysWithStatuses(statuses: readonly string[], values: Values): string[] {
  if (statuses.length === 0) return [];
  return [
    `EXISTS (SELECT FROM cash_sheet s WHERE s.centre_id = d.centre_id
       AND s.business_date = d.business_date AND ${isOneOf("s.status", statuses, values)})`,
  ];
}

/** Selects days that have lines of the filter, as far as their counters and reasons tell. */
export function matchingDayConditions(filter: ScopedFilter, values: Values): string {
  const conditions = [
    dayConditions(filter, values),
    `${matchingLines(filter)} > 0`,
    ...daysWithReasons(filter, values),
    ...daysWithAssignees(filter, values),
  ];
  return conditions.join(" AND ");
}

/** Lines with a reason are few, and an index of their own sorts them by date. */
function daysWithReasons(filter: ScopedFilter, values: Values): string[] {
  const { reasons, from, to } = filter;
  if (reasons.length === 0) return [];
  if (reasons.every((reason) => reason === NO_REASON)) {
    return ["d.unexplained_lines + d.unwaived_lines > 0"];
  }
  const dates = `l.business_date BETWEEN ${values.add(from)} AND ${values.add(to)}`;
  return [
    `EXISTS (SELECT FROM reconciliation_line l
       WHERE l.centre_id = d.centre_id AND l.business_date = d.business_date
         AND ${[dates, ...reasonConditions(filter, values)].join(" AND ")})`,
  ];
}

export function lineConditions(filter: ScopedFilter, values: Values): string {
  const conditions = [
    ...cellConditions("l", filter, values),
    ...reasonConditions(filter, values),
    ...assigneeConditions(filter, values),
    // Repeats the condition of the partial index, so that it may be used.
    ...(selectsDifferences(filter) ? ["l.verdict NOT IN ('matched', 'within-tolerance')"] : []),
  ];
  return conditions.length === 0 ? "true" : conditions.join(" AND ");
}

function reasonConditions({ reasons }: ScopedFilter, values: Values): string[] {
  if (reasons.length === 0) return [];
  const codes = reasons.filter((reason) => reason !== NO_REASON);
  const any = [
    ...narrowedTo("l.reason", codes, values),
    ...(codes.length < reasons.length
      ? ["l.reason IS NULL AND l.verdict NOT IN ('matched', 'within-tolerance')"]
      : []),
  ];
  return [any.length === 1 ? any.join("") : `(${any.join(" OR ")})`];
}

/** Builds the conditions that apply to lines, to the cells of days and to their sums. */
export function cellConditions(alias: string, filter: ScopedFilter, values: Values): string[] {
  const verdicts = verdictsOf(filter);
  return [
    ...narrowedTo(`${alias}.tender_id`, filter.tenderIds, values),
    ...narrowedTo(`${alias}.shift_id`, filter.shiftIds, values),
    ...narrowedTo(`${alias}.till_id`, filter.tillIds, values),
    ...(verdicts === null ? [] : [isOneOf(`${alias}.verdict`, verdicts, values)]),
  ];
}

/** It adds no condition for an empty list. */
export function narrowedTo(column: string, wanted: readonly string[], values: Values): string[] {
  return wanted.length === 0 ? [] : [isOneOf(column, wanted, values)];
}

function isOneOf(column: string, wanted: readonly string[], values: Values): string {
  return `${column} = ANY(${values.add([...wanted])}::text[])`;
}

/** Selects days from the one in which the last page ended. */
export function daysFrom({ key }: Position, values: Values): string {
  const date = values.add(key.businessDate);
  const centre = values.add(key.centreId);
  return `d.business_date <= ${date} AND (d.business_date < ${date} OR d.centre_id >= ${centre})`;
}

/** Selects lines after the last one of the page before, in order of date (newest first) and key. */
export function linesAfter({ key }: Position, values: Values): string {
  const date = values.add(key.businessDate);
  const rest = [key.centreId, key.shiftId, key.tillId, key.tenderId].map(values.add).join(", ");
  return (
    `(l.business_date < ${date} OR (l.business_date = ${date} AND ` +
    `(l.centre_id, l.shift_id, l.till_id, l.tender_id) > (${rest})))`
  );
}
