import "server-only";

/** Lists the tills that wait on some days: those of their sheets, or those that are usual there. */
import type { Waiting } from "@/lib/contracts/count-settings";
import { type DayKey, formatLinePosition, formatTillKey } from "@/lib/domain/keys";
import { sql } from "../db/sql";
import { unnestDays } from "../db/values";
import { listCountsInForce } from "../till-counts/queries";
import { listLinesToCount, type NamedLine } from "../till-counts/sheet-lines";

export type DayOfCentre = {
  centreId: string;
  centreName: string;
  businessDate: string;
  isToday: boolean;
};

export type WaitingDay = Waiting["days"][number];
type Till = WaitingDay["tills"][number];
type Recount = WaitingDay["recounts"][number];
type WithDay<T> = T & DayKey;

const DAYS = unnestDays();
const KEY = `l.centre_id AS "centreId", l.business_date AS "businessDate",
  l.shift_id AS "shiftId", l.till_id AS "tillId"`;

export async function listTillsOfDays(days: readonly DayOfCentre[]): Promise<WaitingDay[]> {
  if (days.length === 0) return [];
  const keys = [days.map(({ centreId }) => centreId), days.map((day) => day.businessDate)];
  const [tills, recounts] = await Promise.all([listTills(keys), listRequestedRecounts(keys)]);
  return days.map((day) => ({
    ...day,
    shapeFrom: null,
    tills: of(day, tills),
    recounts: of(day, recounts),
  }));
}

async function listTills(keys: string[][]): Promise<WithDay<Till>[]> {
  return sql<WithDay<Till>>(
    `SELECT ${KEY}, min(l.shift_name) AS "shiftName", min(l.till_name) AS "tillName",
            (count(*) FILTER (WHERE l.count_version IS NULL))::int AS uncounted,
            count(*)::int AS tenders, EXISTS (
              SELECT FROM cash_sheet s
                JOIN cash_sheet_version v USING (centre_id, business_date, version)
               CROSS JOIN LATERAL jsonb_array_elements(v.sheet -> 'shifts') AS shift
               WHERE s.centre_id = l.centre_id AND s.business_date = l.business_date
                 AND shift ->> 'shiftId' = l.shift_id AND shift ->> 'tillId' = l.till_id
                 AND shift ->> 'closedAt' IS NOT NULL) AS ended
       FROM ${DAYS} JOIN reconciliation_line l USING (centre_id, business_date)
      GROUP BY 1, 2, 3, 4 HAVING bool_or(l.count_version IS NULL) ORDER BY 1, 2, 3, 4`,
    keys,
  );
}

async function listRequestedRecounts(keys: string[][]): Promise<WithDay<Recount>[]> {
  const rows = await sql<WithDay<Omit<Recount, "at">> & { at: Date }>(
    `SELECT ${KEY}, l.shift_name AS "shiftName", l.till_name AS "tillName",
            l.tender_id AS "tenderId", l.tender_name AS "tenderName",
            q.text, q.number, coalesce(u.name, '') AS by, q.requested_at AS at
       FROM (
         SELECT DISTINCT ON (r.centre_id, r.business_date, r.shift_id, r.till_id, r.tender_id) r.*
           FROM ${DAYS} JOIN recount_request r USING (centre_id, business_date)
          ORDER BY r.centre_id, r.business_date, r.shift_id, r.till_id, r.tender_id, r.number DESC
       ) q
       JOIN reconciliation_line l USING (centre_id, business_date, shift_id, till_id, tender_id)
       LEFT JOIN "user" u ON u.id = q.requested_by_id
      WHERE coalesce(l.count_version, 0) <= q.count_version
      ORDER BY 1, 2, 3, 4, l.tender_id`,
    keys,
  );
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}

/** While Cashrec has no sheet of a day, the tills of the last sheet are waiting. */
export async function listTillsBeforeSheet(days: readonly DayOfCentre[]): Promise<WaitingDay[]> {
  const waiting = await Promise.all(
    days.map(async (day): Promise<WaitingDay> => {
      const [{ lines, shapeFrom }, counts] = await Promise.all([
        listLinesToCount(day),
        listCountsInForce(day),
      ]);
      const counted = new Set(counts.map(formatLinePosition));
      return { ...day, shapeFrom, tills: listTillsToCount(lines, counted), recounts: [] };
    }),
  );
  return waiting.filter(({ shapeFrom, tills }) => shapeFrom !== null && tills.length > 0);
}

function listTillsToCount(lines: readonly NamedLine[], counted: ReadonlySet<string>): Till[] {
  const tills = new Map<string, Till>();
  for (const line of lines.filter(({ tender_kind }) => tender_kind !== null)) {
    const key = { shiftId: line.shift_id, tillId: line.till_id };
    const id = formatTillKey(key);
    const till = tills.get(id) ?? {
      ...key,
      shiftName: line.shift_name,
      tillName: line.till_name,
      uncounted: 0,
      tenders: 0,
      ended: false,
    };
    tills.set(id, till);
    till.tenders += 1;
    if (!counted.has(formatLinePosition({ ...key, tenderId: line.tender_id }))) till.uncounted += 1;
  }
  return [...tills.values()].filter(({ uncounted }) => uncounted > 0);
}

function of<T>({ centreId, businessDate }: DayOfCentre, rows: readonly WithDay<T>[]): T[] {
  return rows
    .filter((row) => row.centreId === centreId && row.businessDate === businessDate)
    .map(({ centreId: _centre, businessDate: _date, ...row }) => row as T);
}
