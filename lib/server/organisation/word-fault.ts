import "server-only";

/** Words why a row of the organisation was rejected, in English, for scripts. */
import { ORGANISATION_ROWS_MAX, type RejectedOrganisationRow } from "@/lib/contracts/organisation";
import { NODE_KINDS } from "@/lib/domain/organisation/organisation";

type Code = RejectedOrganisationRow["code"];

export function wordFault(code: Code, facts: string): string {
  return WHY[code](facts);
}

const WHY: Record<Code, (facts: string) => string> = {
  "not-csv": () => "A quotation mark is not closed, or stands in the middle of a cell.",
  "column-missing": (name) => `The heading lacks ${name}.`,
  "no-rows": () => "There is no row below the heading.",
  "too-many": () => `A file may have at most ${ORGANISATION_ROWS_MAX} rows.`,
  "kind-unknown": (kind) =>
    `There is no kind “${kind}”. Use one of ${NODE_KINDS.join(", ")}, centre.`,
  "id-wrong": () => "Use 1 to 64 letters, digits, or . _ : / - as an id.",
  "name-missing": () => "The name is missing.",
  "name-wrong": () => "Use at most 120 characters.",
  "name-differs": (id) => `An earlier row gives ${id} another name or kind.`,
  "parent-unknown": (id) => `There is no node ${id}.`,
  "from-wrong": (date) => `“${date}” is no date such as 2026-01-31, from 2000 on.`,
  "row-twice": (id) => `An earlier row places ${id} on this date.`,
  "centre-unknown": (id) => `There is no centre ${id}.`,
  cycle: (path) => `A node can't be below itself: ${path}.`,
};
