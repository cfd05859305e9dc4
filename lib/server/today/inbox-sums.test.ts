/** What the inbox adds up from stored sums is what a recount of every waiting day finds. */
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { EVERYWHERE, type Role, ROLES } from "@/lib/domain/permission";
import { makeUser } from "@/lib/testing/arrange";
import { arrangeBacklog, type Backlog, backlog, dateAt } from "@/lib/testing/arrange-backlog";
import { OTHER_CENTRES } from "@/lib/testing/arrange-waiting";
import { testDatabase } from "@/lib/testing/database";
import { recountInbox } from "@/lib/testing/recount-inbox";
import { sql } from "../db/sql";
import { type InboxRow, listInboxRows } from "./inbox-rows";

beforeAll(testDatabase);

test("the inbox is what a recount of its days finds", async () => {
  const seen = new Set<string>();
  const property = fc.asyncProperty(backlog, async (arranged) => {
    const { centreIds, readerId } = await arrangeBacklog(arranged);
    const [from, days] = arranged.span;
    const compare = async (ids: readonly string[]) => {
      const span = { centreIds: [...ids], from: dateAt(from), to: dateAt(from + days) };
      const rows = await listInboxRows(span, readerId);
      expect(inOrder(rows)).toEqual(inOrder(await recountInbox(span, readerId)));
      for (const { kind, mine, days: shown } of rows) {
        seen.add(`${kind} ${mine}`);
        if (shown.length === 50) seen.add("many");
      }
    };
    const many = [...centreIds, ...OTHER_CENTRES];
    await compare(many);
    await compare(centreIds);
    await sql(MOVED, [centreIds]);
    await compare(many);
  });
  // Of the third one, more days wait for one kind than are shown.
  const examples = [everything(ROLES), everything([]), { ...everything([]), ...WITHOUT_APPROVAL }];
  await fc.assert(property, { numRuns: 20, examples: examples.map((one) => [one]) });
  const kinds = ["changed", "recount", "review", "approval", "closure"];
  const both = kinds.flatMap((kind) => [`${kind} false`, `${kind} true`]);
  expect([...seen].toSorted()).toEqual([...both, "many"].toSorted());
}, 300_000);

test("also of every centre", async () => {
  const { id: readerId } = await makeUser({ roles: [{ centreId: EVERYWHERE, role: "reviewer" }] });
  const span = { centreIds: null, from: dateAt(8), to: dateAt(99) };
  const rows = await listInboxRows(span, readerId);
  expect(inOrder(rows)).toEqual(inOrder(await recountInbox(span, readerId)));
});

/** Someone with these roles everywhere, who sees every kind of item. */
function everything(roles: readonly Role[]): Backlog {
  return {
    luck: 1,
    roles: roles.map((role) => ({ centre: null, role })),
    periods: [],
    movesAt: 50,
    isAlways: true,
    span: [0, 80],
  };
}

const WITHOUT_APPROVAL = {
  movesAt: null,
  isAlways: false,
  span: [0, 99],
} satisfies Partial<Backlog>;

/** Some days are reviewed, others reopened or removed, as if people had gone on. */
const MOVED = `
  WITH gone AS (
    DELETE FROM variance_day WHERE centre_id = ANY ($1::text[]) AND right(business_date, 1) = '9'
    RETURNING centre_id, business_date
  ), removed AS (
    DELETE FROM reconciliation d
     WHERE centre_id = ANY ($1::text[]) AND right(business_date, 1) = '9'
  )
  UPDATE reconciliation SET unexplained_lines = 0, version = version + 1,
         state = CASE state WHEN 'open' THEN 'reviewed' ELSE 'open' END,
         changed_sheet_version = NULL
   WHERE centre_id = ANY ($1::text[]) AND right(business_date, 1) IN ('2', '5')`;

/** Where dates and amounts are equal, the order of rows says nothing. */
function inOrder(rows: readonly InboxRow[]): InboxRow[] {
  const keyOf = ({ kind, mine, currency, date }: InboxRow) => `${kind} ${mine} ${currency} ${date}`;
  return rows.toSorted((one, other) => keyOf(one).localeCompare(keyOf(other)));
}
