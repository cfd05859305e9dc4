import "server-only";

/** Reads what decides whether days are quiet, beside the facts that every review needs. */
import { businessDatesAt, type CentreClock, computeBusinessDate } from "@/lib/domain/business-date";
import { type DayKey, formatDayKey } from "@/lib/domain/keys";
import { type Minor, minor } from "@/lib/domain/money";
import type { QuietFacts } from "@/lib/domain/workflow/quiet-day";
import type { Sql } from "../db/sql";
import { keyArrays, unnestDays } from "../db/values";
import { type DayHead, listDayFacts } from "../workflow/day-facts";

export type QuietDayFacts = DayKey & { facts: QuietFacts; head: DayHead; net: Minor };

/** Leaves out days of which nothing is stored. */
export async function listQuietFacts(
  sql: Sql,
  keys: readonly DayKey[],
  now: number,
): Promise<QuietDayFacts[]> {
  const rows = new Map((await listRows(sql, keys)).map((row) => [formatDayKey(row), row]));
  const days = await listDayFacts(sql, keys);
  const todayOf = businessDatesAt(now);
  return days.flatMap(({ centreId, businessDate, facts: day, head }) => {
    const row = rows.get(formatDayKey({ centreId, businessDate }));
    if (row === undefined) return [];
    const { comparedLines, linesAbove, isExplained, openShifts, doubts } = row;
    const { isCommented, isAssigned, readAt, net } = row;
    const facts: QuietFacts = {
      day,
      comparedLines,
      linesAbove,
      isExplained,
      openShifts,
      doubts,
      isCommented,
      isAssigned,
      isPast: todayOf(row) > businessDate,
      isReadSince: readAt !== null && computeBusinessDate(readAt.getTime(), row) > businessDate,
    };
    return [{ centreId, businessDate, facts, head, net: minor(Number(net)) }];
  });
}

type FactsRecord = DayKey &
  CentreClock &
  Pick<
    QuietFacts,
    | "comparedLines"
    | "linesAbove"
    | "isExplained"
    | "openShifts"
    | "doubts"
    | "isCommented"
    | "isAssigned"
  > & { readAt: Date | null; net: string };

async function listRows(sql: Sql, keys: readonly DayKey[]): Promise<FactsRecord[]> {
  return sql<FactsRecord>(FACTS, keyArrays(keys));
}

const ofDay = (alias: string) =>
  `${alias}.centre_id = d.centre_id AND ${alias}.business_date = d.business_date`;

/** Version 0 of a sheet says that Cashrec has none. A withdrawn explanation was one as well. */
const FACTS = `
  SELECT d.centre_id AS "centreId", d.business_date AS "businessDate",
         c.time_zone AS "timeZone", c.day_starts_at AS "dayStartsAt",
         CASE WHEN s.version > 0 THEN s.read_at END AS "readAt",
         d.short_minor + d.over_minor AS net,
         d.matched_lines + d.within_tolerance_lines AS "comparedLines",
         d.short_lines + d.over_lines + d.unexpected_lines AS "linesAbove",
         d.unclosed_shifts AS "openShifts",
         d.finding_count + d.sales_differ + d.differences_differ AS doubts,
         EXISTS (SELECT FROM explanation e WHERE ${ofDay("e")} AND e.kind <> 'waived'
         ) AS "isExplained",
         EXISTS (SELECT FROM note n WHERE ${ofDay("n")})
           OR EXISTS (SELECT FROM attachment a WHERE ${ofDay("a")})
           OR EXISTS (SELECT FROM line_message m WHERE ${ofDay("m")})
           OR EXISTS (SELECT FROM hand_over h LEFT JOIN take_over t
                        USING (centre_id, business_date, shift_id, till_id, number)
                       WHERE ${ofDay("h")}
                         AND (h.text IS NOT NULL OR t.text IS NOT NULL
                           OR t.taken_minor <> h.given_minor)) AS "isCommented",
         EXISTS (SELECT FROM line_assignment g
                  WHERE ${ofDay("g")} AND g.assignee_id IS NOT NULL AND NOT EXISTS (
                    SELECT FROM line_assignment l
                     WHERE ${ofDay("l")} AND l.shift_id = g.shift_id AND l.till_id = g.till_id
                       AND l.tender_id = g.tender_id AND l.version > g.version)) AS "isAssigned"
    FROM ${unnestDays()}
    JOIN reconciliation d USING (centre_id, business_date)
    JOIN centre c ON c.id = d.centre_id
    LEFT JOIN cash_sheet s ON ${ofDay("s")}`;
