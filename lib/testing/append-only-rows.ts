/** One row for each append-only table, as plain SQL, for tests of what the database refuses. */
import { PETTY_CASH_ROWS } from "./append-only-petty-cash";

const SOMEONE = "00000000-0000-4000-8000-000000000001";
const HASH = "0".repeat(64);

export const FIRST_ROWS = [
  {
    table: "cash_sheet_version",
    column: "payload",
    insert: `INSERT INTO cash_sheet_version
      VALUES ('101', '2019-01-01', 1, '${HASH}', '{}', '{}', '${HASH}', now())`,
  },
  {
    table: "till_count",
    column: "counted_minor",
    insert: `INSERT INTO till_count
      VALUES ('101', '2019-01-01', 'M', '1', 'CASH', 1, 100, NULL, 'api', '${SOMEONE}', now())`,
  },
  {
    table: "tolerance_rule",
    column: "withdrawn",
    insert: `INSERT INTO tolerance_rule (centre_id, tender_id, currency, version, valid_from,
        explain_short_minor, explain_short_ppm, explain_over_minor, explain_over_ppm,
        approve_short_minor, approve_short_ppm, approve_over_minor, approve_over_ppm)
      VALUES ('*', '*', 'EUR', 1, '2019-01-01', 0, 0, 0, 0, 0, 0, 0, 0)`,
  },
  {
    table: "note",
    column: "text",
    insert: `INSERT INTO note VALUES ('101', '2019-01-01', '${SOMEONE}', 'A', '${SOMEONE}', now())`,
  },
  {
    table: "access_review",
    column: "decision",
    insert: `INSERT INTO access_review
      VALUES ('${SOMEONE}', '${SOMEONE}', '*', 'counter', 'keep', NULL, '${SOMEONE}', now())`,
  },
  ...PETTY_CASH_ROWS,
  {
    table: "journal_account_rule",
    column: "account",
    insert: `INSERT INTO journal_account_rule (scope_id, purpose, selector, version, account,
        valid_from, created_by_id)
      VALUES ('*', 'sales', '*', 1, '700', '2019-01-01', '${SOMEONE}')`,
  },
  {
    table: "journal_format_version",
    column: "settings",
    insert: `INSERT INTO journal_format_version VALUES (1, '{}', '${SOMEONE}', now())`,
  },
  {
    table: "journal_batch",
    column: "entries",
    insert: `INSERT INTO journal_batch
      VALUES ('organisation', 1, NULL, '2019-01-01', '{}', 1, 0, '${SOMEONE}', now())`,
  },
  {
    table: "journal_entry",
    column: "currency",
    insert: `INSERT INTO journal_entry
      VALUES ('organisation', 1, 1, '101', 'A', '2019-01-01', 'EUR', 1, NULL, 100, 'day')`,
  },
  {
    table: "journal_posting",
    column: "amount_minor",
    insert: `INSERT INTO journal_posting
      VALUES ('organisation', 1, 1, '570', '700', 100, 'sales', NULL, NULL, NULL)`,
  },
  {
    table: "audit_block",
    column: "hash",
    insert: `INSERT INTO audit_block VALUES (32, 0, '${HASH}')`,
  },
  {
    table: "audit_checkpoint",
    column: "root",
    insert: `INSERT INTO audit_checkpoint VALUES (1, '${HASH}', '', now())`,
  },
  {
    table: "audit_cosignature",
    column: "line",
    insert: `INSERT INTO audit_cosignature VALUES (1, 'witness', '', now())`,
  },
  {
    table: "opening_count",
    column: "counted_minor",
    insert: `INSERT INTO opening_count
      VALUES ('101', '2019-01-01', 'M', '1', 1, 100, NULL, NULL, NULL, '${SOMEONE}', now())`,
  },
  {
    table: "spot_count",
    column: "counted_minor",
    insert: `INSERT INTO spot_count
      VALUES ('101', '2019-01-01', 'M', '1', 1, 100, NULL, '${SOMEONE}', now())`,
  },
  {
    table: "hand_over",
    column: "given_minor",
    insert: `INSERT INTO hand_over
      VALUES ('101', '2019-01-01', 'M', '1', 1, 100, NULL, NULL, '${SOMEONE}', now())`,
  },
  {
    table: "take_over",
    column: "taken_minor",
    insert: `WITH handed AS (
        INSERT INTO hand_over
        VALUES ('101', '2019-01-01', 'M', '1', 2, 100, NULL, NULL, '${SOMEONE}', now())
        ON CONFLICT DO NOTHING)
      INSERT INTO take_over
      VALUES ('101', '2019-01-01', 'M', '1', 2, 100, NULL, NULL, 'pin', '${SOMEONE}', now())`,
  },
  {
    table: "agreed_float",
    column: "amount_minor",
    insert: `INSERT INTO agreed_float VALUES ('101', '*', 1, 100, '2019-01-01', NULL, now())`,
  },
  {
    table: "item_kind",
    column: "meaning",
    insert: `INSERT INTO item_kind
      VALUES ('tender', 'TIPS', 1, 'tip-in-till', '2019-01-01', '${SOMEONE}', now())`,
  },
  {
    table: "cash_rounding",
    column: "step_minor",
    insert: `INSERT INTO cash_rounding
      VALUES ('*', 'CHF', 1, 5, '2019-01-01', '${SOMEONE}', now())`,
  },
  {
    table: "recount_request",
    column: "text",
    insert: `INSERT INTO recount_request
      VALUES ('101', '2019-01-01', 'M', '1', 'CASH', 1, 1, 'Why', '${SOMEONE}', now())`,
  },
  {
    table: "attachment",
    column: "file_name",
    insert: `INSERT INTO attachment VALUES ('101', '2019-01-01', '${SOMEONE}', NULL, NULL, NULL,
      'slip.png', 'image/png', 1, '${HASH}', '${SOMEONE}', now())`,
  },
  {
    table: "explanation",
    column: "reason",
    insert: `INSERT INTO explanation VALUES ('101', '2019-01-01', 'M', '1', 'CASH', 1, 'explained',
      'other', '', NULL, -100, 1, '${SOMEONE}', now())`,
  },
  {
    table: "line_assignment",
    column: "due_on",
    insert: `INSERT INTO line_assignment VALUES ('101', '2019-01-01', 'M', '1', 'CASH', 1,
      '${SOMEONE}', '2019-01-03', '${SOMEONE}', now())`,
  },
  {
    table: "line_message",
    column: "text",
    insert: `INSERT INTO line_message VALUES ('101', '2019-01-01', 'M', '1', 'CASH', 1, 'question',
      'Why', '{}', '${SOMEONE}', now())`,
  },
  {
    table: "line_mention",
    column: "number",
    insert: `INSERT INTO line_mention
      VALUES ('101', '2019-01-01', 'M', '1', 'CASH', 1, '${SOMEONE}')`,
  },
  {
    table: "move",
    column: "text",
    insert: `INSERT INTO move VALUES ('101', '2019-01-01', 1, 'review', 'open', 'reviewed', 1, NULL,
      '${SOMEONE}', now())`,
  },
  {
    table: "quiet_rule",
    column: "sample_percent",
    insert: `INSERT INTO quiet_rule
      VALUES ('101', 1, true, 10, '${HASH}', '2019-01-01', '${SOMEONE}', now())`,
  },
  {
    table: "centre_setting",
    column: "value",
    insert: `INSERT INTO centre_setting
      VALUES ('101', 'counting', 1, '{}', '${SOMEONE}', now())`,
  },
  {
    table: "quiet_day",
    column: "outcome",
    insert: `INSERT INTO quiet_day
      VALUES ('101', '2019-01-01', 1, 'certified', 1, 2, 0, now(), '101')`,
  },
  {
    table: "node_position",
    column: "parent_id",
    insert: `WITH node AS (
        INSERT INTO organisation_node VALUES ('N1', 'area', 'North', 1, now())
        ON CONFLICT DO NOTHING)
      INSERT INTO node_position VALUES ('N1', '2019-01-01', 1, NULL, '${SOMEONE}', now())`,
  },
  {
    table: "centre_position",
    column: "node_id",
    insert: `INSERT INTO centre_position
      VALUES ('101', '2019-01-01', 1, NULL, '${SOMEONE}', now())`,
  },
  {
    table: "centre_entity",
    column: "entity_id",
    insert: `INSERT INTO centre_entity
      VALUES ('101', '2019-01-01', 1, NULL, '${SOMEONE}', now())`,
  },
  {
    table: "legal_entity_version",
    column: "name",
    insert: `WITH entity AS (
        INSERT INTO legal_entity (id, name, version) VALUES ('E1', 'North', 1)
        ON CONFLICT DO NOTHING)
      INSERT INTO legal_entity_version VALUES ('E1', 1, 'North', NULL, now())`,
  },
  {
    table: "closed_period",
    column: "text",
    insert: `INSERT INTO closed_period
      VALUES ('101', 1, 'closed', '2019-01-01', '2019-01-31', NULL, '${SOMEONE}', now())`,
  },
  {
    table: "field_map_version",
    column: "note",
    insert: `INSERT INTO field_map_version
      VALUES (1, '{}', '${HASH}', NULL, '${SOMEONE}', now())`,
  },
  {
    table: "audit_entry",
    column: "action",
    insert: `INSERT INTO audit_entry (action) VALUES ('user.created')`,
  },
];
