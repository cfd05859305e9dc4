/** The same days, seen by each of those whom they wait for. */
import { beforeAll, describe, expect, test } from "vitest";
import type { Role } from "@/lib/domain/permission";
import { makeCentre, makeUser, type MadeUser } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { listInbox } from "./inbox";

const RANGE = { from: "2026-03-01", to: "2026-03-31" };
let centreId = "";
const people = new Map<string, MadeUser>();

beforeAll(async () => {
  await testDatabase();
  centreId = (await makeCentre()).id;
  for (const name of ["counter", "reviewer", "reviewer-two", "approver", "auditor"]) {
    const role = name.split("-")[0] as Role;
    people.set(name, await makeUser({ roles: [{ centreId, role }] }));
  }
  await day("2026-03-01", { state: "open" });
  await day("2026-03-02", { state: "open", recount_lines: 1 });
  await day("2026-03-03", { state: "open", unexplained_lines: 1 });
  await day("2026-03-04", { state: "reviewed", approval_lines: 1 });
  await day("2026-03-05", { state: "reviewed" });
  await day("2026-03-06", { state: "approved" });
  await day("2026-03-07", { state: "closed" });
  await day("2026-03-08", { state: "closed", changed_sheet_version: 2 });
  for (const date of ["2026-03-04", "2026-03-05", "2026-03-06"]) await reviewed(date);
  await sql(
    `INSERT INTO till_count (centre_id, business_date, shift_id, till_id, tender_id, version,
       counted_minor, source, counted_by_id)
     VALUES ($1, '2026-03-01', '1', 'T1', 'CASH', 1, 100, 'screen', $2)`,
    [centreId, people.get("reviewer")?.id],
  );
});

describe("the days that wait", () => {
  test("are the same for everyone who sees the centre", async () => {
    const needs = await inbox("auditor");
    expect(needs.map(({ kind, businessDate }) => `${businessDate.slice(8)} ${kind}`)).toEqual([
      "08 changed",
      "06 closure",
      "04 approval",
      "02 recount",
      "01 review",
    ]);
    expect(needs.every(({ mine }) => !mine)).toBe(true);
  });

  test.each([
    ["counter", ["02 recount"]],
    // Counted on the first, and so leaves its review to the other.
    ["reviewer", ["02 recount"]],
    ["reviewer-two", ["02 recount", "01 review"]],
    ["approver", ["08 changed", "06 closure", "04 approval", "02 recount"]],
  ])("for the %s are %j", async (name, expected) => {
    const mine = (await inbox(name)).filter((need) => need.mine);
    expect(mine.map(({ kind, businessDate }) => `${businessDate.slice(8)} ${kind}`)).toEqual(
      expected,
    );
  });

  test("wait together, and name their versions, so that they can be moved on at once", async () => {
    const closure = (await inbox("approver")).find(({ kind }) => kind === "closure");
    expect(closure).toMatchObject({ from: "2026-03-05", businessDate: "2026-03-06", dayCount: 2 });
    expect(closure?.days).toEqual([
      { centreId, date: "2026-03-06", version: 3 },
      { centreId, date: "2026-03-05", version: 3 },
    ]);
    expect(closure?.centres).toHaveLength(1);
  });
});

function inbox(name: string) {
  return listInbox({ centreIds: [centreId], ...RANGE }, people.get(name)?.id ?? "");
}

async function day(date: string, more: Record<string, string | number>) {
  await sql(
    `INSERT INTO reconciliation (centre_id, business_date, version, currency, sheet_version,
       expected_minor, counted_minor, short_minor, over_minor, uncounted_minor, unexpected_minor,
       matched_lines, within_tolerance_lines, short_lines, over_lines, uncounted_lines,
       unexpected_lines, revision, ${Object.keys(more).join(", ")})
     VALUES ($1, $2, 3, 'EUR', 1, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 1,
       ${Object.keys(more)
         .map((_, at) => `$${at + 3}`)
         .join(", ")})`,
    [centreId, date, ...Object.values(more)],
  );
}

async function reviewed(date: string) {
  await sql(
    `INSERT INTO move (centre_id, business_date, number, move, from_state, to_state, sheet_version,
       actor_id) VALUES ($1, $2, 1, 'review', 'open', 'reviewed', 1, $3)`,
    [centreId, date, people.get("reviewer-two")?.id],
  );
}
