/** The rows of petty cash among those for tests of what the database refuses. */
const SOMEONE = "00000000-0000-4000-8000-000000000001";
const HASH = "0".repeat(64);

export const PETTY_CASH_ROWS = [
  {
    table: "petty_cash_fund",
    column: "float_minor",
    insert: `INSERT INTO petty_cash_fund
      VALUES ('101', 1, 'EUR', 100, NULL, NULL, '${SOMEONE}', now())`,
  },
  {
    table: "petty_cash_entry",
    column: "amount_minor",
    insert: `INSERT INTO petty_cash_entry (centre_id, number, kind, business_date, amount_minor,
        source, paid_by_id, recorded_by_id)
      VALUES ('101', 1, 'top-up', '2019-01-01', 100, 'bank', '${SOMEONE}', '${SOMEONE}')`,
  },
  {
    table: "petty_cash_approval",
    column: "approved_by_id",
    insert: `WITH recorded AS (
        INSERT INTO petty_cash_entry (centre_id, number, kind, business_date, amount_minor,
          source, paid_by_id, recorded_by_id)
        VALUES ('101', 2, 'top-up', '2019-01-01', 100, 'bank', '${SOMEONE}', '${SOMEONE}')
        ON CONFLICT DO NOTHING)
      INSERT INTO petty_cash_approval VALUES ('101', 2, '${SOMEONE}', now())`,
  },
  {
    table: "petty_cash_photo",
    column: "file_name",
    insert: `INSERT INTO petty_cash_photo
      VALUES ('101', '${SOMEONE}', 'slip.png', 'image/png', 1, '${HASH}', '${SOMEONE}', now())`,
  },
  {
    table: "petty_cash_count",
    column: "counted_minor",
    insert: `INSERT INTO petty_cash_count
      VALUES ('101', 1, '2019-01-01', 100, NULL, 100, 0, '${SOMEONE}', now())`,
  },
  {
    table: "petty_cash_closing",
    column: "balance_minor",
    insert: `INSERT INTO petty_cash_closing
      VALUES ('101', 1, '2018-12-31', 100, 1, 1, '${SOMEONE}', now())`,
  },
];
