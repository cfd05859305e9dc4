import "server-only";

/** Reads the figures of some days that a signature would cover, with the largest difference. */
import type { DayState } from "@/lib/domain/day";
import type { DayKey } from "@/lib/domain/keys";
import { minor } from "@/lib/domain/money";
import type { SignOffDay } from "@/lib/domain/workflow/sign-off";
import type { Sql } from "../db/sql";
import { keyArrays, unnestDays } from "../db/values";

export type SignOffFigures = SignOffDay & {
  centreName: string;
  state: DayState;
  version: number;
  aboveTolerance: number;
  unexplained: number;
  withinTolerance: number;
  uncounted: number;
  unwaived: number;
  /** The names of the line with the largest difference. */
  names: Record<"shiftName" | "tillName" | "tenderName", string | null>;
};

type FiguresRecord = Omit<SignOffFigures, "net" | "short" | "over" | "largest" | "names"> & {
  short: string;
  over: string;
  /** It and the ids are null when nothing differs. */
  difference: string | null;
  shiftId: string | null;
  tillId: string | null;
  tenderId: string | null;
  shiftName: string | null;
  tillName: string | null;
  tenderName: string | null;
};

export async function listSignOffFigures(
  sql: Sql,
  keys: readonly DayKey[],
): Promise<SignOffFigures[]> {
  const rows = await sql<FiguresRecord>(FIGURES, keyArrays(keys));
  return rows.map((row) => {
    const { short, over, shiftName, tillName, tenderName } = row;
    return {
      centreId: row.centreId,
      centreName: row.centreName,
      businessDate: row.businessDate,
      state: row.state,
      version: row.version,
      currency: row.currency,
      aboveTolerance: row.aboveTolerance,
      unexplained: row.unexplained,
      withinTolerance: row.withinTolerance,
      uncounted: row.uncounted,
      unwaived: row.unwaived,
      short: minor(Number(short)),
      over: minor(Number(over)),
      net: minor(Number(short) + Number(over)),
      largest: toLargest(row),
      names: { shiftName, tillName, tenderName },
    };
  });
}

function toLargest(row: FiguresRecord): SignOffDay["largest"] {
  const { centreId, businessDate, shiftId, tillId, tenderId, difference } = row;
  if (difference === null || shiftId === null || tillId === null || tenderId === null) return null;
  const line = { centreId, businessDate, shiftId, tillId, tenderId };
  return { ...line, difference: minor(Number(difference)) };
}

const FIGURES = `
  SELECT r.centre_id AS "centreId", c.name AS "centreName", r.business_date AS "businessDate",
         r.state, r.version, r.currency, r.short_minor AS short, r.over_minor AS over,
         r.short_lines + r.over_lines + r.unexpected_lines AS "aboveTolerance",
         r.unexplained_lines AS unexplained, r.within_tolerance_lines AS "withinTolerance",
         r.uncounted_lines AS uncounted, r.unwaived_lines AS unwaived,
         l.difference_minor AS difference, l.shift_id AS "shiftId", l.till_id AS "tillId",
         l.tender_id AS "tenderId", l.shift_name AS "shiftName", l.till_name AS "tillName",
         l.tender_name AS "tenderName"
    FROM ${unnestDays()}
    JOIN reconciliation r USING (centre_id, business_date)
    JOIN centre c ON c.id = r.centre_id
    LEFT JOIN LATERAL (
      SELECT x.* FROM reconciliation_line x
       WHERE x.centre_id = r.centre_id AND x.business_date = r.business_date
         AND x.difference_minor <> 0
       ORDER BY abs(x.difference_minor) DESC, x.shift_id, x.till_id, x.tender_id
       LIMIT 1) l ON true
   ORDER BY r.business_date DESC, c.name, r.centre_id`;
