import "server-only";

/** The columns of stored lines and daily totals, in the order in which they are written. */
import type { CopyValue } from "../db/copy";
import { STORED_TERMS } from "./stored-terms";

/** The columns of a line, in the order in which rows are read and written. */
export const LINE_COLUMNS = [
  "centre_id",
  "business_date",
  "shift_id",
  "till_id",
  "tender_id",
  "shift_name",
  "till_name",
  "tender_name",
  "tender_kind",
  "currency",
  "expected_minor",
  "counted_minor",
  "difference_minor",
  "tolerance_minor",
  "verdict",
  "short_terms",
  "rounded",
  "count_version",
  "sales_minor",
  "approval_minor",
  "rule",
  "reason",
] as const;

export const TERMS_COLUMN = LINE_COLUMNS.indexOf("short_terms");
export const REASON_COLUMN = LINE_COLUMNS.indexOf("reason");
export const RULE_COLUMN = LINE_COLUMNS.indexOf("rule");
export const LEVEL_COLUMNS = [
  LINE_COLUMNS.indexOf("tolerance_minor"),
  LINE_COLUMNS.indexOf("approval_minor"),
];

/** In SQL, both levels of a line `l`: null where no rule applies, or 0 in earlier lines. */
export const TOLERANCE = "coalesce(l.tolerance_minor, 0)";
export const APPROVAL = "coalesce(l.approval_minor, 0)";

const SELECTED: Partial<Record<string, string>> = {
  tolerance_minor: TOLERANCE,
  approval_minor: APPROVAL,
  short_terms: STORED_TERMS,
};

/** In SQL, a value of a line `l`, alike for all forms in which lines were ever stored. */
export function selectValue(column: string): string {
  return SELECTED[column] ?? `l.${column}`;
}

export type LineValues = CopyValue[];

/** The columns of a day that follow from its sheet and lines, in the order of `totalValues`. */
export const TOTAL_COLUMNS = [
  "expected_minor",
  "counted_minor",
  "short_minor",
  "over_minor",
  "uncounted_minor",
  "unexpected_minor",
  "matched_lines",
  "within_tolerance_lines",
  "short_lines",
  "over_lines",
  "uncounted_lines",
  "unexpected_lines",
  "sales_minor",
  "unexplained_lines",
  "unwaived_lines",
  "recount_lines",
  "approval_lines",
  "just_under_lines",
  "finding_count",
  "sales_checked",
  "sales_differ",
  "differences_checked",
  "differences_differ",
  "closed_shifts",
  "unclosed_shifts",
  "overtaken_shifts",
  "register_shifts",
  "gross_minor",
  "gross_shifts",
  "tickets",
  "ticket_shifts",
  "tips_in_minor",
  "tips_out_minor",
  "tips_unknown",
  "gift_cards_in_minor",
  "gift_cards_out_minor",
  "gift_cards_unknown",
];
