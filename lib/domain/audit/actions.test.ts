/** The list of what the audit trail records is closed. */
import { expect, test } from "vitest";
import { AUDIT_NOUNS } from "../screen/audit-filters";
import { AUDIT_ACTIONS } from "./actions";

test("every action is a past-tense event of a noun that the screen can filter by", () => {
  const nouns = AUDIT_ACTIONS.map((action) => action.split(".")[0]);
  expect([...new Set(nouns)].toSorted()).toEqual(AUDIT_NOUNS.toSorted());
});
