import "server-only";

/**
 * The two ways to find what waits: from sums, with special days beside them, and day by day. Both
 * go on from `granted` and `right_of`. They end with `waiting`, `over_limit` and the regular days:
 * their sums, those that may be shown, and their oldest dates.
 */
import type { IsOfReader } from "../line-search/few-centres";
import {
  APPROVED,
  IS_ALIKE,
  OLDEST,
  PICKED,
  REGULAR,
  REGULAR_DAYS,
  SINCE,
  SPANS,
  SPECIAL,
  STATES,
} from "./regular-days-sql";
import { MONTHS_TO_REVIEW, overLimit, waitingDays } from "./waiting-days-sql";

/** The parameters of the centres and spans in which every day is approved. */
const ALWAYS = ["$10", "$11", "$12"] as const;

/** Months with an open day whose lines are within tolerance. */
const MONTHS_WITHIN = `
  SELECT DISTINCT centre_id, month FROM states JOIN reader USING (centre_id)
   WHERE state = 'open' AND within > 0 AND reviews`;

/**
 * Adds up regular days, of which so many may be shown. A special day is clear if the reader had no
 * part in it.
 */
export const BY_SUMS = (enough: number) => `
  reader AS MATERIALIZED (
    SELECT *, ${IS_ALIKE} AS is_alike FROM right_of LEFT JOIN (${APPROVED}) a USING (centre_id)
  ), span AS MATERIALIZED (${SPANS}), states AS MATERIALIZED (${STATES}),
  over_limit AS MATERIALIZED (${overLimit(MONTHS_WITHIN)}), picked AS MATERIALIZED (${PICKED}),
  special AS MATERIALIZED (${SPECIAL}), regular AS MATERIALIZED (${REGULAR}),
  since AS MATERIALIZED (${SINCE(enough)}), regular_day AS MATERIALIZED (${REGULAR_DAYS}),
  oldest_day AS MATERIALIZED (${OLDEST}),
  waiting AS NOT MATERIALIZED (
    SELECT *, kind <> 'changed' AND (centre_id, business_date) NOT IN (TABLE picked) AS is_clear
      FROM (${waitingDays(ALWAYS, { from: "special" })} OFFSET 0) d JOIN reader USING (centre_id)
  )`;

/** The same where every day is special: of few days adding up takes longer than reading. */
export const dayByDay = (isOfReader: IsOfReader) => `
  waiting AS NOT MATERIALIZED (
    SELECT *, false AS is_clear
      FROM (${waitingDays(ALWAYS, { isOfReader })} OFFSET 0) d JOIN right_of USING (centre_id)
  ), over_limit AS (${overLimit(MONTHS_TO_REVIEW)}),
  regular AS (
    SELECT '' AS kind, false AS mine, '' AS currency, '' AS centre_id, 0 AS lines, 0 AS net,
           0 AS days WHERE false
  ), regular_day AS (
    SELECT '' AS kind, false AS mine, '' AS currency, '' AS centre_id, '' AS business_date,
           0 AS version, 0 AS net WHERE false
  ), oldest_day AS (
    SELECT '' AS kind, false AS mine, '' AS currency, '' AS oldest WHERE false
  )`;
