import "server-only";

/**
 * What a counter has left to count in their centres: tills without a count, and requested recounts.
 * It returns names and numbers, never an amount. It covers a week and, however old, every day with
 * a requested recount, up to what a page can show.
 */
import type { Waiting } from "@/lib/contracts/count-settings";
import { addDays, businessDatesAt } from "@/lib/domain/business-date";
import type { Scope } from "@/lib/domain/permission";
import { listCentres } from "../centres/queries";
import { sql } from "../db/sql";
import {
  type DayOfCentre,
  listTillsBeforeSheet,
  listTillsOfDays,
  type WaitingDay,
} from "./waiting-tills";

const WINDOW_DAYS = 7;
const DAYS_MAX = 60;
/**
 * Each of these centres is looked up individually, because Cashrec has no sheet of their day yet.
 */
const UNREAD_CENTRES_MAX = 20;

type CentreToday = { id: string; name: string; today: string };

export async function getWaiting(
  scope: Scope<"till-count:view">,
  now: number = Date.now(),
): Promise<Waiting> {
  const todayOf = businessDatesAt(now);
  const centres = (await listCentres(scope)).map((centre): CentreToday => {
    return { id: centre.id, name: centre.name, today: todayOf(centre) };
  });
  const [found, unread] = await Promise.all([listWaitingDays(centres), listUnread(centres)]);
  const days = found.slice(0, DAYS_MAX);
  const [ofSheets, ofShapes] = await Promise.all([
    listTillsOfDays(days),
    listTillsBeforeSheet(unread.slice(0, UNREAD_CENTRES_MAX)),
  ]);
  const tillShift = new Map(centres.map(({ id }, at) => [id, at]));
  const all = [...merged(ofSheets, ofShapes)].sort(
    (one, other) =>
      (tillShift.get(one.centreId) ?? 0) - (tillShift.get(other.centreId) ?? 0) ||
      other.businessDate.localeCompare(one.businessDate),
  );
  return {
    now: new Date(now).toISOString(),
    days: all.slice(0, DAYS_MAX),
    more: found.length > DAYS_MAX || all.length > DAYS_MAX || unread.length > UNREAD_CENTRES_MAX,
  };
}

/** A day without a sheet may have counts, and a recount of one may have been requested. */
function merged(ofSheets: WaitingDay[], ofShapes: WaitingDay[]): WaitingDay[] {
  const shapes = new Map(ofShapes.map((day) => [day.centreId, day]));
  const remaining = ofSheets.map((day) => {
    const shape = day.isToday ? shapes.get(day.centreId) : undefined;
    if (shape === undefined) return day;
    shapes.delete(day.centreId);
    return { ...shape, recounts: day.recounts };
  });
  return [...remaining, ...shapes.values()];
}

/** Lists open days with a line to count or to recount; days of a closed period are excluded. */
async function listWaitingDays(centres: CentreToday[]): Promise<DayOfCentre[]> {
  return sql<DayOfCentre>(
    `SELECT c.id AS "centreId", c.name AS "centreName", d.business_date AS "businessDate",
            d.business_date = c.today AS "isToday"
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS c (id, name, "from", today)
       JOIN reconciliation d ON d.centre_id = c.id AND d.business_date <= c.today
        AND (d.business_date >= c."from" OR d.recount_lines > 0)
      WHERE d.state = 'open' AND (d.uncounted_lines > 0 OR d.recount_lines > 0)
        AND NOT coalesce((SELECT p.action = 'closed' FROM closed_period p
          WHERE p.centre_id = d.centre_id AND d.business_date BETWEEN p."from" AND p."to"
          ORDER BY p.number DESC LIMIT 1), false)
      ORDER BY c.name, c.id, d.business_date DESC LIMIT ${DAYS_MAX + 1}`,
    [
      centres.map(({ id }) => id),
      centres.map(({ name }) => name),
      centres.map(({ today }) => addDays(today, 1 - WINDOW_DAYS)),
      centres.map(({ today }) => today),
    ],
  );
}

/** Lists centres whose current business date is open and has no sheet yet. */
async function listUnread(centres: CentreToday[]): Promise<DayOfCentre[]> {
  return sql<DayOfCentre>(
    `SELECT c.id AS "centreId", c.name AS "centreName", c.today AS "businessDate",
            true AS "isToday"
       FROM unnest($1::text[], $2::text[], $3::text[]) AS c (id, name, today)
      WHERE NOT EXISTS (SELECT FROM cash_sheet s
              WHERE s.centre_id = c.id AND s.business_date = c.today AND s.version > 0)
        AND NOT EXISTS (SELECT FROM reconciliation d
              WHERE d.centre_id = c.id AND d.business_date = c.today AND d.state <> 'open')
      ORDER BY c.name, c.id LIMIT ${UNREAD_CENTRES_MAX + 1}`,
    [
      centres.map(({ id }) => id),
      centres.map(({ name }) => name),
      centres.map(({ today }) => today),
    ],
  );
}
