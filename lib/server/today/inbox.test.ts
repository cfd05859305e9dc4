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

  test("add up by kind, and show the first fifty in the order of the days themselves", async () => {
    const ids = [await makeCentre(), await makeCentre({ currency: "GBP" }), await makeCentre()];
    const span = { centreIds: ids.map(({ id }) => id), from: "2026-01-01", to: "2026-02-28" };
    await sql(MANY_DAYS, [span.centreIds, span.from, span.to]);
    const needs = await listInbox(span, people.get("auditor")?.id ?? "");
    const days = await sql<{ kind: string; date: string; id: string; net: number; gbp: boolean }>(
      `SELECT CASE WHEN changed_sheet_version IS NOT NULL THEN 'changed'
                   WHEN recount_lines > 0 THEN 'recount' ELSE 'review' END AS kind,
              business_date AS date, centre_id AS id, short_minor::int AS net,
              currency = 'GBP' AS gbp
         FROM reconciliation WHERE centre_id = ANY ($1) ORDER BY 2 DESC, abs(short_minor) DESC, 3`,
      [span.centreIds],
    );
    const isOf = ({ kind, from, businessDate }: (typeof needs)[number]) =>
      days.filter((one) => one.kind === kind && one.date >= from! && one.date <= businessDate);
    expect(needs.reduce((sum, { dayCount = 0 }) => sum + dayCount, 0)).toBe(days.length);
    expect(needs.filter(({ kind }) => kind === "review")).toHaveLength(1);
    for (const need of needs) {
      const own = isOf(need);
      const firsts = [true, false].map((gbp) => own.filter((one) => one.gbp === gbp).slice(0, 50));
      const sums = firsts.filter((some) => some.length > 0).map(([first]) => first?.gbp);
      expect(need).toMatchObject({
        businessDate: own[0]?.date,
        from: own.at(-1)?.date,
        dayCount: own.length,
        lines: own.length * (need.kind === "recount" ? 2 : 3),
        centreCount: new Set(own.map(({ id }) => id)).size,
      });
      expect(need.amounts).toHaveLength(sums.length);
      for (const { currency, amountMinor } of need.amounts) {
        const some = own.filter(({ gbp }) => gbp === (currency === "GBP"));
        expect(amountMinor).toBe(some.reduce((sum, { net }) => sum + net, 0));
      }
      const shown = need.days?.map(({ date, centreId: id }) => `${date} ${id}`) ?? [];
      const isGbp = shown[0] === `${firsts[0]?.[0]?.date} ${firsts[0]?.[0]?.id}`;
      const due = (isGbp ? firsts : firsts.toReversed()).flat().slice(0, 50);
      expect(shown).toEqual(due.map(({ date, id }) => `${date} ${id}`));
    }
  });
});

/** On every fifth date days are to be recounted, and on every ninth one is changed. */
const MANY_DAYS = `
  WITH day AS (
    INSERT INTO reconciliation (centre_id, business_date, version, currency, sheet_version,
      expected_minor, counted_minor, short_minor, over_minor, uncounted_minor, unexpected_minor,
      matched_lines, within_tolerance_lines, short_lines, over_lines, uncounted_lines,
      unexpected_lines, revision, recount_lines, changed_sheet_version)
    SELECT c.id, d::date::text, 1, c.currency, 1, 0, 0,
           -(hashtext(concat(c.id, d)) & 1023), 0, 0, 0, 3, 0, 0, 0, 0, 0, 1,
           CASE WHEN extract(day FROM d)::int % 5 = 0 THEN 2 ELSE 0 END,
           CASE WHEN extract(day FROM d)::int % 9 = 0 AND c.id = ($1::text[])[1] THEN 2 END
      FROM centre c, generate_series($2::date, $3::date, '1 day') d
     WHERE c.id = ANY ($1::text[])
    RETURNING *
  )
  INSERT INTO variance_day (centre_id, business_date, currency, shift_ids, till_ids, tender_ids,
    expected_minor, counted_minor, sales_minor, verdicts, float_minor, just_under)
  SELECT centre_id, business_date, currency, '{1,1,1}', '{T1,T2,T3}', '{CASH,CASH,CASH}',
         ARRAY[-short_minor, 0, 0], '{0,0,0}', '{0,0,0}', '{matched,matched,matched}',
         '{0,0,0}', '{f,f,f}'
    FROM day`;

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
