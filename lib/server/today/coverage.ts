import "server-only";

/** Lists the state of each centre on each date of the window, such as counted, read or failed. */
import type { Failure } from "@/lib/domain/failure-groups";
import type { CoverageCalendar, CoverageSearch, Today } from "@/lib/contracts/today";
import { businessDatesAt, listDays } from "@/lib/domain/business-date";
import {
  COVERAGE_CENTRES,
  type CountedLines,
  type CoverageOrder,
  judgeCounting,
  sortLeastCounted,
  sortWorstFirst,
  sumCounted,
} from "@/lib/domain/coverage/order";
import type { DayKey } from "@/lib/domain/keys";
import { NO_NARROWING } from "@/lib/domain/line-filter";
import type { Scope } from "@/lib/domain/permission";
import { prepared } from "../db/sql";
import { sqlOfCentres } from "../line-search/few-centres";
import { scopedFilter } from "../line-search/scoped-filter";
import type { Span } from "../reconciliations/freshness";
import { listFailures } from "../sync/failed-readings";
import { listShiftTimes } from "./shift-times";

/** At most so many centres are judged day by day to find the worst of them. */
const CENTRES_MAX = 300;

type Coverage = Today["coverage"];
type CellState = Coverage[number]["days"][number]["state"];

type CellRecord = {
  id: string;
  name: string;
  time_zone: string;
  day_starts_at: string;
  business_date: string | null;
  state: Extract<CellState, "open" | "reviewed" | "approved" | "closed"> | null;
  changed: boolean | null;
  unwaived: number | null;
  unexplained: number | null;
  lines: number | null;
  uncounted: number | null;
  unexpected: number | null;
  sheet: number | null;
};

/** Returns the calendar of the requested centres and dates. */
export async function getCoverage(
  scope: Scope<"reconciliation:view">,
  { centreId, nodeId, from, to, order, skip }: CoverageSearch,
): Promise<CoverageCalendar> {
  const filter = { ...NO_NARROWING, centreIds: centreId, nodeIds: nodeId, from, to };
  const span = await scopedFilter(scope, filter);
  const failures = await listFailures(span.centreIds, from, to);
  const [coverage, shiftTimes] = await Promise.all([
    listCoverage(span, failures, { order, skip }),
    listShiftTimes(span),
  ]);
  return { from, to, ...coverage, shiftTimes };
}

export async function listCoverage(
  span: Span,
  failures: readonly Failure[],
  { order = "name", skip = 0, now = Date.now() }: Choice = {},
): Promise<Required<Pick<CoverageCalendar, "rows" | "centres" | "judged">>> {
  const centres = await countCentres(span.centreIds);
  const isRanked = order !== "name" && centres > CENTRES_MAX;
  const cells = await listCells(
    isRanked ? await listCandidates(span, { order, failures, now }) : span.centreIds,
    span,
    order === "name" ? { first: skip, count: COVERAGE_CENTRES } : { first: 0, count: CENTRES_MAX },
  );
  let running = span.from;
  const isAway = (centreId: string, date: string) =>
    (span.absences ?? []).some(
      (one) => one.centreId === centreId && one.from <= date && date <= one.to,
    );
  const byCentre = new Map<string, StoredCentre>();
  const failureOf = new Map(failures.map((failure) => [failure.centreId, failure]));
  const todayOf = businessDatesAt(now);
  for (const cell of cells) {
    const row: StoredCentre = byCentre.get(cell.id) ?? {
      name: cell.name,
      stored: new Map(),
      ended: [],
    };
    const today = todayOf({ timeZone: cell.time_zone, dayStartsAt: cell.day_starts_at });
    if (today > running) running = today;
    byCentre.set(cell.id, row);
    if (cell.business_date !== null && isAway(cell.id, cell.business_date)) continue;
    if (cell.business_date !== null) row.stored.set(cell.business_date, stateOf(cell, today));
    if (cell.business_date !== null && cell.business_date < today) row.ended.push(linesOf(cell));
  }
  const dates = listDays(span);
  const absentState = ({ centreId, businessDate }: DayKey): CellState => {
    if (isAway(centreId, businessDate)) return "elsewhere";
    const failed = failureOf.get(centreId);
    const isFailed =
      failed !== undefined && failed.from <= businessDate && businessDate <= failed.to;
    return isFailed ? "failed" : "unread";
  };
  const rows = [...byCentre].map(([centreId, { name, stored, ended }]) => ({
    centreId,
    centreName: name,
    counted: sumCounted(ended),
    days: dates.map((businessDate) => ({
      businessDate,
      state: stored.get(businessDate) ?? absentState({ centreId, businessDate }),
    })),
  }));
  const first = order === "name" ? 0 : skip;
  return {
    rows: sortRows(rows, order, running).slice(first, first + COVERAGE_CENTRES),
    centres,
    judged: order === "name" ? centres : Math.min(centres, CENTRES_MAX),
  };
}

type Choice = { order?: CoverageOrder; skip?: number; now?: number };

async function countCentres(centreIds: readonly string[] | null): Promise<number> {
  const [row] = await prepared<{ count: string }>(
    "SELECT count(*) AS count FROM centre WHERE $1::text[] IS NULL OR id = ANY ($1::text[])",
    [centreIds],
  );
  return Number(row?.count ?? 0);
}

type Ranking = { order: CoverageOrder; failures: readonly Failure[]; now: number };

/**
 * Of many centres, those of which most seems to be missing are judged day by day. The sums ignore
 * the clock of a centre and what a reader may not see on some dates.
 */
async function listCandidates(
  { centreIds, from, to }: Span,
  { order, failures, now }: Ranking,
): Promise<string[]> {
  const rows = await sqlOfCentres(centreIds)<{ id: string }>(
    `SELECT c.id FROM centre c
       LEFT JOIN (
         SELECT centre_id, lines - unexpected AS reported, uncounted,
                (is_late AND uncounted >= lines)::int AS late,
                (is_late AND uncounted < lines)::int AS part,
                (changed_sheet_version IS NOT NULL OR unexplained_lines > 0)::int AS unsettled
           FROM (
             SELECT centre_id, changed_sheet_version, unexplained_lines,
                    uncounted_lines AS uncounted, unexpected_lines AS unexpected,
                    state = 'open' AND unwaived_lines > 0 AND business_date < $5 AS is_late,
                    matched_lines + within_tolerance_lines + short_lines + over_lines
                      + uncounted_lines + unexpected_lines AS lines
               FROM reconciliation WHERE business_date BETWEEN $2 AND $3
           ) r
       ) d ON d.centre_id = c.id
      WHERE $1::text[] IS NULL OR c.id = ANY ($1::text[])
      GROUP BY c.id
      ORDER BY CASE WHEN $6::text = 'counted'
                    THEN sum(d.reported - d.uncounted)::float8 / nullif(sum(d.reported), 0) END,
               coalesce(sum(d.late), 0) + (c.id = ANY ($4::text[]))::int DESC,
               coalesce(sum(d.part), 0) DESC, coalesce(sum(d.unsettled), 0) DESC,
               count(d.late), c.name, c.id
      LIMIT ${CENTRES_MAX}`,
    [
      centreIds,
      from,
      to,
      failures.map(({ centreId }) => centreId),
      new Date(now).toISOString().slice(0, 10),
      order,
    ],
  );
  return rows.map(({ id }) => id);
}

type StoredCentre = { name: string; stored: Map<string, CellState>; ended: CountedLines[] };

function sortRows(rows: Coverage, order: CoverageOrder, running: string): Coverage {
  if (order === "worst") return sortWorstFirst(rows, running);
  return order === "counted" ? sortLeastCounted(rows) : rows;
}

/** A line that only a count knows was not expected, and lacks no count. */
function linesOf({ lines, uncounted, unexpected }: CellRecord): CountedLines {
  const reported = (lines ?? 0) - (unexpected ?? 0);
  return { lines: reported, counted: reported - (uncounted ?? 0) };
}

/** Both tables are read by their keys, for the displayed centres alone. */
async function listCells(
  centreIds: readonly string[] | null,
  { from, to }: Pick<Span, "from" | "to">,
  { first, count }: { first: number; count: number },
): Promise<CellRecord[]> {
  return sqlOfCentres(centreIds)<CellRecord>(
    `SELECT c.id, c.name, c.time_zone, c.day_starts_at, k.business_date, k.state,
            k.changed, k.unwaived, k.unexplained, k.lines, k.uncounted, k.unexpected,
            k.sheet
       FROM (
         SELECT id, name, time_zone, day_starts_at FROM centre
          WHERE $1::text[] IS NULL OR id = ANY($1::text[])
          ORDER BY name, id LIMIT $4 OFFSET $5
       ) c
       LEFT JOIN LATERAL (
         SELECT business_date, d.state, d.changed, d.unwaived, d.unexplained, d.lines,
                d.uncounted, d.unexpected, s.version AS sheet
           FROM (SELECT business_date, state, changed_sheet_version IS NOT NULL AS changed,
                        unwaived_lines AS unwaived, unexplained_lines AS unexplained,
                        matched_lines + within_tolerance_lines + short_lines + over_lines
                          + uncounted_lines + unexpected_lines AS lines,
                        uncounted_lines AS uncounted, unexpected_lines AS unexpected
                   FROM reconciliation
                  WHERE centre_id = c.id AND business_date BETWEEN $2 AND $3) d
           FULL JOIN (SELECT business_date, version FROM cash_sheet
                       WHERE centre_id = c.id AND business_date BETWEEN $2 AND $3) s
          USING (business_date)
       ) k ON true
      ORDER BY c.name, c.id, k.business_date`,
    [centreIds, from, to, count, first],
  );
}

/** `running` is the business date of now in the zone of the centre. */
function stateOf(cell: CellRecord, running: string): CellState {
  const { state, sheet } = cell;
  if (cell.changed === true) return "changed";
  if (state !== null && state !== "open") return state;
  if (sheet === 0 || (sheet === null && state !== null)) return "no-sheet";
  if (sheet === null) return "unread";
  if ((cell.lines ?? 0) === 0) return "empty";
  if ((cell.unwaived ?? 0) > 0) {
    return judgeCounting({
      counted: (cell.lines ?? 0) - (cell.uncounted ?? 0),
      hasEnded: (cell.business_date ?? running) < running,
    });
  }
  return (cell.unexplained ?? 0) > 0 ? "unexplained" : "open";
}
