/**
 * Stores a hundred days of each of some centres with all that the inbox distinguishes: states, what
 * is left to do, changes, closed periods, roles, approval by area, and who had a part in a day.
 * Sums are made by the triggers, as those of any other day.
 */
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { addDays } from "@/lib/domain/business-date";
import { EVERYWHERE, ROLES } from "@/lib/domain/permission";
import { saveOrganisation } from "@/lib/server/organisation/commands";
import { sql } from "@/lib/server/db/sql";
import { makeCentre, makeUser, scopeFor } from "./arrange";
import { insertQuietRule } from "./arrange-quiet-days";
import { storeCountingOf } from "./arrange-settings";

const BACKLOG = { from: "2026-01-01", days: 100 };
const CENTRES = 3;
const centreAt = fc.nat(CENTRES - 1);
const dayAt = fc.nat(BACKLOG.days - 1);

export const backlog = fc.record({
  luck: fc.integer({ min: 0, max: 1_000_000 }),
  roles: fc.uniqueArray(
    fc.record({ centre: fc.option(centreAt, { nil: null }), role: fc.constantFrom(...ROLES) }),
    { minLength: 1, maxLength: 4, selector: ({ centre, role }) => `${centre} ${role}` },
  ),
  periods: fc.array(
    fc.record({
      centre: centreAt,
      action: fc.constantFrom("closed", "closed", "reopened"),
      span: fc.oneof(
        fc.constantFrom(["2026-01-01", "2026-01-31"], ["2026-02-01", "2026-02-28"]),
        fc.tuple(dayAt, fc.nat(20)).map(([from, days]) => [dateAt(from), dateAt(from + days)]),
      ),
    }),
    { maxLength: 4 },
  ),
  /** From then on the first centre is in the area in which every day is approved. */
  movesAt: fc.option(dayAt, { nil: null }),
  isAlways: fc.boolean(),
  span: fc.tuple(fc.nat(40), fc.integer({ min: 20, max: 80 })),
});
export type Backlog = typeof backlog extends fc.Arbitrary<infer T> ? T : never;

export function dateAt(day: number): string {
  return addDays(BACKLOG.from, day);
}

/** Returns the centres and the reader. */
export async function arrangeBacklog({ luck, roles, periods, movesAt, isAlways }: Backlog) {
  const centres = [
    await makeCentre(),
    await makeCentre({ currency: "GBP" }),
    await makeCentre(),
  ] as const;
  const centreIds = centres.map(({ id }) => id);
  const idOf = (at: number) => centreIds[at] ?? "";
  const reader = await makeUser({
    roles: roles.map(({ centre, role }) => {
      return { centreId: centre === null ? EVERYWHERE : idOf(centre), role };
    }),
  });
  if (isAlways) await storeCountingOf(idOf(2), { approval: "always" });
  if (movesAt !== null) await moveIntoArea(idOf(0), dateAt(movesAt));
  await insertQuietRule(idOf(0), reader);
  await insertQuietRule(idOf(1), { id: randomUUID() });
  await sql(DAYS, [centreIds, BACKLOG.from, BACKLOG.days, luck]);
  await sql(PARTS, [centreIds, reader.id, luck]);
  for (const [at, { centre, action, span }] of periods.entries()) {
    await sql(
      `INSERT INTO closed_period (centre_id, number, action, "from", "to", actor_id)
       VALUES ($1, $2, $3, $4, $5, gen_random_uuid())`,
      [idOf(centre), at + 1, action, ...span],
    );
  }
  return { centreIds, readerId: reader.id };
}

async function moveIntoArea(centreId: string, from: string): Promise<void> {
  const [usual, always] = [`usual-${centreId}`, `always-${centreId}`];
  const rows = [
    { kind: "area", id: usual, name: usual, parentId: null, from: "2000-01-01" } as const,
    { kind: "area", id: always, name: always, parentId: null, from: "2000-01-01" } as const,
    { kind: "centre", id: centreId, name: "", parentId: usual, from: "2000-01-01" } as const,
    { kind: "centre", id: centreId, name: "", parentId: always, from } as const,
  ];
  await saveOrganisation(scopeFor("centre:administer", null), rows, {
    refuse: (refused) => {
      throw new Error(JSON.stringify(refused));
    },
  });
  await storeCountingOf(`@${always}`, { approval: "always" });
}

/** A number below `max` for each day and question. */
const draw = (question: number, max: number) =>
  `(hashtextextended(concat(c.id, d, $4::int), ${question}) & 65535)::int % ${max}`;

/** Each day that is not empty has three lines: one may be short, one over, one not counted. */
const DAYS = `
  WITH drawn AS MATERIALIZED (
    SELECT c.id AS centre_id, ($2::date + d)::text AS business_date, c.currency,
           (ARRAY['open', 'open', 'reviewed', 'reviewed', 'approved', 'closed'])
             [1 + ${draw(1, 6)}] AS state,
           ${draw(2, 9)} = 0 AS is_empty, ${draw(3, 12)} = 0 AS is_changed,
           CASE WHEN ${draw(4, 5)} = 0 THEN 1 ELSE 0 END AS unexplained,
           CASE WHEN ${draw(5, 9)} = 0 THEN 2 ELSE 0 END AS recount,
           CASE WHEN ${draw(6, 4)} = 0 THEN 1 ELSE 0 END AS approval,
           ${draw(7, 3)} * 100 AS short, ${draw(8, 3)} * 7 AS over, ${draw(9, 4)} = 0 AS uncounted
      FROM centre c, generate_series(0, $3::int - 1) d WHERE c.id = ANY ($1::text[])
  ), days AS (
    INSERT INTO reconciliation (centre_id, business_date, version, currency, sheet_version,
      expected_minor, counted_minor, short_minor, over_minor, uncounted_minor, unexpected_minor,
      matched_lines, within_tolerance_lines, short_lines, over_lines, uncounted_lines,
      unexpected_lines, revision, state, changed_sheet_version, unexplained_lines, recount_lines,
      approval_lines)
    SELECT centre_id, business_date, 3, currency, 1, 0, 0,
           CASE WHEN is_empty THEN 0 ELSE -short END, CASE WHEN is_empty THEN 0 ELSE over END, 0, 0,
           CASE WHEN is_empty THEN 0 ELSE (short = 0)::int + (over = 0)::int
             + (NOT uncounted)::int END,
           0, CASE WHEN is_empty THEN 0 ELSE (short > 0)::int END,
           CASE WHEN is_empty THEN 0 ELSE (over > 0)::int END,
           CASE WHEN is_empty THEN 0 ELSE uncounted::int END, 0, 1, state,
           CASE WHEN is_changed AND state <> 'open' THEN 2 END, unexplained, recount, approval
      FROM drawn
  )
  INSERT INTO variance_day (centre_id, business_date, state, currency, shift_ids, till_ids,
    tender_ids, expected_minor, counted_minor, sales_minor, verdicts, float_minor, just_under)
  SELECT centre_id, business_date, state, currency, '{1,1,1}', '{T1,T2,T3}', '{CASH,CASH,CASH}',
         '{1000,1000,1000}',
         ARRAY[1000 - short, 1000 + over, CASE WHEN NOT uncounted THEN 1000 END], '{0,0,0}',
         ARRAY[CASE WHEN short > 0 THEN 'short' ELSE 'matched' END,
               CASE WHEN over > 0 THEN 'over' ELSE 'matched' END,
               CASE WHEN uncounted THEN 'uncounted' ELSE 'matched' END],
         '{0,0,0}', '{f,f,f}'
    FROM drawn WHERE NOT is_empty`;

const part = (question: number, max: number) => `
  (hashtextextended(concat(centre_id, business_date, $3::int), ${question}) & 65535)::int
    % ${max}`;

/** Of the days the reader counted, opened, explained and reviewed some; a rule reviewed others. */
const PARTS = `
  WITH day AS (SELECT * FROM reconciliation WHERE centre_id = ANY ($1::text[])
  ), counted AS (
    INSERT INTO till_count (centre_id, business_date, shift_id, till_id, tender_id, version,
      counted_minor, source, counted_by_id)
    SELECT centre_id, business_date, '1', 'T1', 'CASH', 1, 0, 'api', $2 FROM day
     WHERE ${part(11, 8)} = 0
  ), opened AS (
    INSERT INTO opening_count (centre_id, business_date, shift_id, till_id, version, counted_minor,
      counted_by_id)
    SELECT centre_id, business_date, '1', 'T1', 1, 0, $2 FROM day WHERE ${part(12, 12)} = 0
  ), explained AS (
    INSERT INTO explanation (centre_id, business_date, shift_id, till_id, tender_id, version, kind,
      reason, text, difference_minor, count_version, author_id)
    SELECT centre_id, business_date, '1', 'T1', 'CASH', 1, 'explained', 'cash-handling', '', 1, 1,
           $2 FROM day WHERE ${part(13, 8)} = 0
  )
  INSERT INTO move (centre_id, business_date, number, move, from_state, to_state, sheet_version,
    actor_id, rule_version, rule_scope)
  SELECT centre_id, business_date, number,
         CASE number WHEN 2 THEN 'reopening' ELSE 'review' END,
         CASE number WHEN 2 THEN 'reviewed' ELSE 'open' END,
         CASE number WHEN 2 THEN 'open' ELSE 'reviewed' END, 1,
         CASE WHEN by_rule AND number <> 2 THEN NULL WHEN who % 3 = 0 THEN $2
              ELSE gen_random_uuid() END,
         CASE WHEN by_rule AND number <> 2 THEN 1 END,
         CASE WHEN by_rule AND number <> 2 THEN centre_id END
    FROM (
      SELECT day.*, number, number + ${part(14, 7)} AS who,
             ${part(15, 3)} = 0 AND centre_id <> ($1::text[])[3] AS by_rule
        FROM day, generate_series(1, 3) number
       WHERE state <> 'open' AND (number = 1 OR ${part(16, 4)} = 0)
    ) m`;
