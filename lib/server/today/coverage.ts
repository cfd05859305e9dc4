import "server-only";

/** Lists the state of each centre on each date of the window, such as counted, read or failed. */
import type { Freshness } from "@/lib/contracts/reconciliation";
import type { CoverageCalendar, CoverageSearch, Today } from "@/lib/contracts/today";
import { businessDatesAt, listDays } from "@/lib/domain/business-date";
import {
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
import { sqlOfCentres } from "../line-search/few-centres";
import { scopedFilter } from "../line-search/scoped-filter";
import type { Span } from "../reconciliations/freshness";
import { listFailures } from "../sync/queries";
import { listShiftTimes } from "./shift-times";

/** A page shows at most this many rows; the total number is returned separately. */
const ROWS_MAX = 200;
/** At most so many centres are judged to find the worst of them. */
const CENTRES_MAX = 1_000;

type Coverage = Today["coverage"];
type CellState = Coverage[number]["days"][number]["state"];

type CellRecord = {
  id: string;
  name: string;
  centres: string;
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
  { centreId, nodeId, from, to, order }: CoverageSearch,
): Promise<CoverageCalendar> {
  const filter = { ...NO_NARROWING, centreIds: centreId, nodeIds: nodeId, from, to };
  const span = await scopedFilter(scope, filter);
  const failures = await listFailures(span.centreIds, from, to);
  const [coverage, shiftTimes] = await Promise.all([
    listCoverage(span, failures, { order }),
    listShiftTimes(span),
  ]);
  return { from, to, ...coverage, shiftTimes };
}

export async function listCoverage(
  span: Span,
  failures: Freshness["failures"],
  { order = "name", now = Date.now() }: { order?: CoverageOrder; now?: number } = {},
): Promise<Required<Pick<CoverageCalendar, "rows" | "centres" | "judged">>> {
  // The worst centres are only known once all of them have been judged.
  const cells = await listCells(span, order === "name" ? ROWS_MAX : CENTRES_MAX);
  let running = span.from;
  const isAway = (centreId: string, date: string) =>
    (span.absences ?? []).some(
      (one) => one.centreId === centreId && one.from <= date && date <= one.to,
    );
  const byCentre = new Map<string, StoredCentre>();
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
    return hasFailed({ centreId, businessDate }, failures) ? "failed" : "unread";
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
  const centres = Number(cells[0]?.centres ?? 0);
  return {
    rows: sortRows(rows, order, running).slice(0, ROWS_MAX),
    centres,
    judged: order === "name" ? centres : Math.min(centres, CENTRES_MAX),
  };
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
async function listCells({ centreIds, from, to }: Span, centresMax: number): Promise<CellRecord[]> {
  return sqlOfCentres(centreIds)<CellRecord>(
    `SELECT c.id, c.name, c.centres, c.time_zone, c.day_starts_at, k.business_date, k.state,
            k.changed, k.unwaived, k.unexplained, k.lines, k.uncounted, k.unexpected,
            k.sheet
       FROM (
         SELECT id, name, time_zone, day_starts_at, count(*) OVER () AS centres FROM centre
          WHERE $1::text[] IS NULL OR id = ANY($1::text[])
          ORDER BY name, id LIMIT $4
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
    [centreIds, from, to, centresMax],
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

function hasFailed({ centreId, businessDate }: DayKey, failures: Freshness["failures"]): boolean {
  return failures.some(
    (one) => one.centreId === centreId && one.from <= businessDate && businessDate <= one.to,
  );
}
