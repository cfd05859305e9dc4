import "server-only";

/**
 * The statement that writes the records of the feed as JSON, so that a million of them pass through
 * this process as text. `lib/contracts/feed.ts` describes them; the tests read every kind with it.
 */
import { TOLERANCE } from "../recompute/line-columns";

/**
 * Reads a span of positions of one kind: after the first, up to the last. It is a range of the
 * index, because one transaction may have written most of a table, and the filter comes after the
 * limit, so that the planner follows the index.
 */
function spanOf(table: string, serial: string, after: string, last: string): string {
  return `(SELECT * FROM ${table}
            WHERE (written_in, ${serial}) > ($1::bigint, ${after}::bigint)
              AND (written_in, ${serial}) <= ($2::bigint, ${last}::bigint)
            ORDER BY written_in, ${serial} LIMIT $9::int) x
          WHERE ($10::text[] IS NULL OR x.centre_id = ANY($10::text[]))`;
}

function timeOf(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

const COUNTS = `
  SELECT x.written_in, 1 AS kind, x.serial, (SELECT row_to_json(r) FROM (SELECT
           'count' AS type, x.centre_id AS "centreId", x.business_date AS "businessDate",
           x.shift_id AS "shiftId", x.till_id AS "tillId", x.tender_id AS "tenderId",
           x.version, x.counted_minor AS "countedMinor", x.float_left_minor AS "floatLeftMinor",
           x.source, x.counted_by_id AS "countedById", ${timeOf("x.counted_at")} AS "countedAt",
           x.written_in || '.1.' || x.serial AS cursor) AS r) AS record
    FROM ${spanOf("till_count", "serial", "$3", "$4")}`;

/** They are lines of now. An array is written without line breaks, an aggregate is not. */
const LINES = `array_to_json(ARRAY(SELECT row_to_json(r) FROM (SELECT
             l.shift_id AS "shiftId", l.till_id AS "tillId", l.tender_id AS "tenderId",
             l.shift_name AS "shiftName", l.till_name AS "tillName",
             l.tender_name AS "tenderName", l.tender_kind AS "tenderKind",
             l.expected_minor AS "expectedMinor", l.counted_minor AS "countedMinor",
             l.difference_minor AS "differenceMinor", ${TOLERANCE} AS "toleranceMinor",
             l.verdict, l.sales_minor AS "salesMinor", l.reason, l.count_version AS "countVersion"
             FROM reconciliation_line l
            WHERE l.centre_id = x.centre_id AND l.business_date = x.business_date
            ORDER BY l.shift_id, l.till_id, l.tender_id) AS r))`;

const DAYS = `
  SELECT x.written_in, 2, x.revision, (SELECT row_to_json(r) FROM (SELECT
           'day' AS type, x.centre_id AS "centreId", x.business_date AS "businessDate",
           x.revision, x.state, x.version, x.currency,
           report.exponent_of(x.currency) AS exponent, x.sheet_version AS "sheetVersion",
           x.changed_sheet_version AS "changedSheetVersion",
           ${timeOf("x.changed_at")} AS "changedAt", ${LINES} AS lines,
           x.written_in || '.2.' || x.revision AS cursor) AS r)
    FROM ${spanOf("reconciliation", "revision", "$5", "$6")}`;

const MOVES = `
  SELECT x.written_in, 3, x.serial, (SELECT row_to_json(r) FROM (SELECT
           'move' AS type, x.centre_id AS "centreId", x.business_date AS "businessDate",
           x.number, x.move, x.from_state AS "fromState", x.to_state AS "toState",
           x.sheet_version AS "sheetVersion", x.text, x.actor_id AS "actorId",
           x.rule_scope AS "ruleScope", x.rule_version AS "ruleVersion",
           ${timeOf("x.moved_at")} AS "movedAt",
           x.written_in || '.3.' || x.serial AS cursor) AS r)
    FROM ${spanOf("move", "serial", "$7", "$8")}`;

/** The records between two positions, one a line. The text is null when there are none. */
export const READ_RECORDS = `
  SELECT string_agg(c.record::text || E'\\n', '' ORDER BY c.written_in, c.kind, c.serial) AS lines,
         count(*)::int AS count
    FROM (${COUNTS} UNION ALL ${DAYS} UNION ALL ${MOVES}) AS c`;
