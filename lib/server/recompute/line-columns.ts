import "server-only";

/** The columns of stored lines and daily totals, in the order in which they are written. */
import type { WaterfallTerm } from "@/lib/domain/line";
import type { CopyValue } from "../db/copy";
import { knownMinor } from "../db/values";

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
  "terms",
  "rounded",
  "count_version",
  "sales_minor",
  "approval_minor",
  "rule",
  "reason",
] as const;

export const TERMS_COLUMN = LINE_COLUMNS.indexOf("terms");
export const REASON_COLUMN = LINE_COLUMNS.indexOf("reason");

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

export type StoredTerm = {
  term: string;
  amountMinor: number | null;
  entries: { label: string | null; amountMinor: number | null }[];
  /** Present for a float that was agreed here, where Cashrec gives none. */
  agreed?: true;
};

export function toTerm({ term, amountMinor, entries }: StoredTerm): WaterfallTerm {
  return {
    term: term as WaterfallTerm["term"],
    amount: knownMinor(amountMinor),
    entries: entries.map((entry) => ({
      label: entry.label,
      amount: knownMinor(entry.amountMinor),
    })),
  };
}

/** PostgreSQL sorts the members of JSON by itself; this text has them in our order. */
export function storedTermsText(terms: readonly StoredTerm[]): string {
  return JSON.stringify(
    terms.map(({ term, amountMinor, entries, agreed }) => ({
      term,
      amountMinor,
      entries: entries.map((entry) => ({ label: entry.label, amountMinor: entry.amountMinor })),
      ...(agreed === true ? { agreed } : {}),
    })),
  );
}
