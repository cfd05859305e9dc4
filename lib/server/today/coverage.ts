import "server-only";

/** The state of each centre on each date of the window: counted, read, failed, or not yet. */
import type { Freshness } from "@/lib/contracts/reconciliation";
import type { Today } from "@/lib/contracts/today";
import { listDays } from "@/lib/domain/business-date";
import { sql } from "../db/sql";
import type { Span } from "../reconciliations/queries-freshness";

/** What a page can show; the number of all is answered beside it. */
const ROWS_MAX = 200;

type Coverage = Today["coverage"];
type CellState = Coverage[number]["days"][number]["state"];

type CellRecord = {
  id: string;
  name: string;
  centres: string;
  business_date: string | null;
  state: Extract<CellState, "open" | "reviewed" | "approved" | "closed"> | null;
  uncounted_lines: number | null;
  sheet: number | null;
};

export async function listCoverage(
  span: Span,
  failures: Freshness["failures"],
): Promise<{ rows: Coverage; centres: number }> {
  const cells = await listCells(span);
  const byCentre = new Map<string, { name: string; held: Map<string, CellState> }>();
  for (const cell of cells) {
    const row = byCentre.get(cell.id) ?? { name: cell.name, held: new Map<string, CellState>() };
    if (cell.business_date !== null) row.held.set(cell.business_date, stateOf(cell));
    byCentre.set(cell.id, row);
  }
  const dates = listDays(span);
  const rows = [...byCentre].map(([centreId, { name, held }]) => ({
    ...{ centreId, centreName: name },
    days: dates.map((businessDate) => ({
      businessDate,
      state: held.get(businessDate) ?? absentState({ centreId, businessDate }, failures),
    })),
  }));
  return { rows, centres: Number(cells[0]?.centres ?? 0) };
}

/** Both tables are walked by their keys, for the centres shown alone. */
async function listCells({ centreIds, from, to }: Span): Promise<CellRecord[]> {
  return sql<CellRecord>(
    `SELECT c.id, c.name, c.centres, k.business_date, k.state, k.uncounted_lines, k.sheet
       FROM (
         SELECT id, name, count(*) OVER () AS centres FROM centre
          WHERE $1::text[] IS NULL OR id = ANY($1::text[])
          ORDER BY name, id LIMIT ${ROWS_MAX}
       ) c
       LEFT JOIN LATERAL (
         SELECT business_date, d.state, d.uncounted_lines, s.version AS sheet
           FROM (SELECT business_date, state, uncounted_lines FROM reconciliation
                  WHERE centre_id = c.id AND business_date BETWEEN $2 AND $3) d
           FULL JOIN (SELECT business_date, version FROM cash_sheet
                       WHERE centre_id = c.id AND business_date BETWEEN $2 AND $3) s
          USING (business_date)
       ) k ON true
      ORDER BY c.name, c.id, k.business_date`,
    [centreIds, from, to],
  );
}

function stateOf({ state, uncounted_lines: uncounted, sheet }: CellRecord): CellState {
  if (state !== null && state !== "open") return state;
  if (sheet === 0) return "no-sheet";
  if (sheet === null && state === null) return "unread";
  return (uncounted ?? 0) > 0 ? "not-counted" : "open";
}

type DayKey = { centreId: string; businessDate: string };

function absentState({ centreId, businessDate }: DayKey, failures: Freshness["failures"]) {
  const failed = failures.some(
    (one) => one.centreId === centreId && one.from <= businessDate && businessDate <= one.to,
  );
  return failed ? "failed" : "unread";
}
