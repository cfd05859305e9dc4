import "server-only";

/** Reads the line of a thread, and its latest assignment. */
import type { LineAddress } from "@/lib/contracts/thread";
import { type CentreClock, computeBusinessDate } from "@/lib/domain/business-date";
import type { DayState } from "@/lib/domain/day";
import type { Verdict } from "@/lib/domain/line";
import { AppError } from "../app-error";
import type { Sql } from "../db/sql";

export type ThreadLine = {
  centreName: string;
  currency: string;
  state: DayState;
  shiftName: string | null;
  tillName: string | null;
  tenderName: string | null;
  verdict: Verdict;
  differenceMinor: number | null;
  countedMinor: number | null;
  reason: string | null;
  today: string;
};

type LineRecord = Omit<ThreadLine, "differenceMinor" | "countedMinor" | "today"> &
  CentreClock & { differenceMinor: string | null; countedMinor: string | null };

/** Throws NOT_FOUND where the day has no such line. */
export async function getThreadLine(
  sql: Sql,
  line: LineAddress,
  now = Date.now(),
): Promise<ThreadLine> {
  const [row] = await sql<LineRecord>(
    `SELECT c.name AS "centreName", l.currency, d.state, l.shift_name AS "shiftName",
            l.till_name AS "tillName", l.tender_name AS "tenderName", l.verdict,
            l.difference_minor AS "differenceMinor", l.counted_minor AS "countedMinor", l.reason,
            c.time_zone AS "timeZone", c.day_starts_at AS "dayStartsAt"
       FROM reconciliation_line l
       JOIN reconciliation d USING (centre_id, business_date)
       JOIN centre c ON c.id = l.centre_id
      WHERE (l.centre_id, l.business_date, l.shift_id, l.till_id, l.tender_id)
            = ($1, $2, $3, $4, $5)`,
    valuesOf(line),
  );
  if (row === undefined) throw new AppError("NOT_FOUND", "There is no such line on this day.");
  const { timeZone, dayStartsAt, ...rest } = row;
  return {
    ...rest,
    differenceMinor: toNumber(row.differenceMinor),
    countedMinor: toNumber(row.countedMinor),
    today: computeBusinessDate(now, { timeZone, dayStartsAt }),
  };
}

/** The parameters of a statement that names a line by $1 to $5. */
export function valuesOf({ centreId, date, shiftId, tillId, tenderId }: LineAddress): string[] {
  return [centreId, date, shiftId, tillId, tenderId];
}

export type LatestAssignment = {
  version: number;
  assigneeId: string | null;
  assigneeName: string | null;
  dueOn: string | null;
  by: string;
  at: Date;
};

export async function findAssignment(
  sql: Sql,
  line: LineAddress,
): Promise<LatestAssignment | null> {
  const [row] = await sql<LatestAssignment>(
    `SELECT a.version, a.assignee_id::text AS "assigneeId", u.name AS "assigneeName",
            a.due_on AS "dueOn", coalesce(b.name, '') AS by, a.assigned_at AS at
       FROM line_assignment a
       LEFT JOIN "user" u ON u.id = a.assignee_id
       LEFT JOIN "user" b ON b.id = a.assigned_by_id
      WHERE (a.centre_id, a.business_date, a.shift_id, a.till_id, a.tender_id)
            = ($1, $2, $3, $4, $5)
      ORDER BY a.version DESC LIMIT 1`,
    valuesOf(line),
  );
  return row ?? null;
}

function toNumber(minor: string | null): number | null {
  return minor === null ? null : Number(minor);
}
