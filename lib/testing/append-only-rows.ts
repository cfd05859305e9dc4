/** One row for each append-only table, as plain SQL: for tests of what a database refuses. */
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
    column: "amount_minor",
    insert: `INSERT INTO tolerance_rule VALUES ('*', '*', 1, 0, '2019-01-01', NULL, now())`,
  },
  {
    table: "note",
    column: "text",
    insert: `INSERT INTO note VALUES ('101', '2019-01-01', '${SOMEONE}', 'A', '${SOMEONE}', now())`,
  },
  {
    table: "audit_entry",
    column: "action",
    insert: `INSERT INTO audit_entry (action) VALUES ('user.created')`,
  },
];
