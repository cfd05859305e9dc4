import "server-only";

/** Names the columns of the stored sums. */
export const TOTAL_KEYS = "level, period, centre_id, state, currency, shift_id, till_id, tender_id";
/** These come from the cells of days. */
export const CELL_SUMS = [
  "expected_minor",
  "counted_minor",
  "short_minor",
  "over_minor",
  "sales_minor",
  "sales_lines",
  "matched_lines",
  "within_tolerance_lines",
  "short_lines",
  "over_lines",
  "uncounted_lines",
  "unexpected_lines",
];
/** What days owe, under the names of their own columns. */
export const OWED_SUMS = [
  "tips_in_minor",
  "tips_out_minor",
  "tips_unknown",
  "gift_cards_in_minor",
  "gift_cards_out_minor",
  "gift_cards_unknown",
];
/** What days sold, and how many of them do not say it. */
export const SOLD_SUMS = ["gross_minor", "gross_unknown", "tickets", "tickets_unknown"];
/** These come from the days themselves. */
export const DAY_SUMS = ["days", ...OWED_SUMS, ...SOLD_SUMS];
export const SUMS = [...CELL_SUMS, ...DAY_SUMS];
