import "server-only";

/** Views that end at a moment, named like the tables that only grow, and found before them. */

/** Maps each table to the column that tells when a row was written. */
const GROWING = {
  till_count: "counted_at",
  opening_count: "counted_at",
  spot_count: "counted_at",
  hand_over: "given_at",
  take_over: "taken_at",
  recount_request: "requested_at",
  tolerance_rule: "created_at",
  agreed_float: "created_at",
  item_kind: "created_at",
  node_position: "created_at",
  centre_position: "created_at",
  centre_entity: "created_at",
  legal_entity_version: "saved_at",
  cash_rounding: "created_at",
  explanation: "created_at",
  note: "created_at",
  attachment: "created_at",
  line_assignment: "assigned_at",
  line_message: "written_at",
  move: "moved_at",
  quiet_rule: "created_at",
  centre_setting: "created_at",
  quiet_day: "decided_at",
  closed_period: "acted_at",
  cash_sheet_version: "fetched_at",
  cash_sheet_import: "imported_at",
  audit_entry: "at",
} as const;

/** `asOf` was parsed as an instant, so that it can't inject anything else into the statement. */
export function createViewsAsOf(asOf: string): string[] {
  const moment = formatLiteral(asOf);
  return [
    ...Object.entries(GROWING).map(
      ([table, at]) =>
        `CREATE TEMP VIEW ${table} AS SELECT * FROM public.${table} WHERE ${at} <= ${moment}`,
    ),
    createSheetView(moment),
    ...Object.entries(COMPUTED).map(
      ([table, key]) =>
        `CREATE TEMP TABLE ${table}
           (LIKE public.${table} INCLUDING DEFAULTS, PRIMARY KEY (${key}))`,
    ),
  ];
}

/** These have days that are computed, with the keys of the tables. */
const COMPUTED = {
  reconciliation: "centre_id, business_date",
  reconciliation_line: "centre_id, business_date, shift_id, till_id, tender_id",
  variance_day: "centre_id, business_date",
  cause_due: "id",
} as const;

/** Creates the views for a day that was signed earlier: what it was computed from then. */
export function createRuleAndSheetViewsAsOf(at: string, sheetVersion: number): string[] {
  const moment = formatLiteral(at);
  const version = Math.trunc(sheetVersion);
  return [
    ...createAgreementViews(moment),
    `CREATE OR REPLACE TEMP VIEW cash_sheet AS
       SELECT s.centre_id, s.business_date, ${version}::int AS version, v.hash,
              v.sheet ->> 'status' AS status,
              least(s.read_at, ${moment}) AS read_at, s.first_read_at
         FROM public.cash_sheet s LEFT JOIN public.cash_sheet_version v
           ON v.centre_id = s.centre_id AND v.business_date = s.business_date
          AND v.version = ${version}`,
  ];
}

/** Restores the views of the moment, after days that were signed before it. */
export function createRuleAndSheetViewsAt(asOf: string): string[] {
  const moment = formatLiteral(asOf);
  return [...createAgreementViews(moment), createSheetView(moment)];
}

/**
 * What was agreed here, and decides what is expected and what is tolerated: the tree as well, by
 * which the rule of a node applies.
 */
function createAgreementViews(moment: string): string[] {
  return ["tolerance_rule", "agreed_float", "item_kind", "node_position", "centre_position"].map(
    (table) => `CREATE OR REPLACE TEMP VIEW ${table} AS
       SELECT * FROM public.${table} WHERE created_at <= ${moment}`,
  );
}

/**
 * The latest version by then was in force; one without a hash says that there was no sheet. It is
 * looked for where it is asked for: to count the days that were read takes no version.
 */
function createSheetView(moment: string): string {
  const latest = (value: string) => `(SELECT ${value} FROM public.cash_sheet_version v
    WHERE v.centre_id = s.centre_id AND v.business_date = s.business_date
      AND v.fetched_at <= ${moment}
    ORDER BY v.version DESC LIMIT 1)`;
  return `CREATE OR REPLACE TEMP VIEW cash_sheet AS
    SELECT s.centre_id, s.business_date,
           coalesce(${latest("CASE WHEN v.hash IS NULL THEN 0 ELSE v.version END")}, 0) AS version,
           ${latest("v.hash")} AS hash, ${latest("v.sheet ->> 'status'")} AS status,
           least(s.read_at, ${moment}) AS read_at, s.first_read_at
      FROM public.cash_sheet s
     WHERE s.first_read_at <= ${moment}`;
}

function formatLiteral(instant: string): string {
  return `'${new Date(instant).toISOString()}'::timestamptz`;
}
