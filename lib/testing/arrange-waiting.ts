/**
 * Random days that wait for somebody: what was counted and explained, who moved them and under
 * which rule, the roles of people, limits of the month and closed periods.
 */
import fc from "fast-check";
import { addDays } from "@/lib/domain/business-date";
import { DAY_STATES } from "@/lib/domain/day";
import { EVERYWHERE, ROLES } from "@/lib/domain/permission";
import { inTransaction, type Sql, sql } from "@/lib/server/db/sql";
import { recomputeDays } from "@/lib/server/recompute/recompute-days";
import { makeCentre, makeUser } from "./arrange";
import { insertQuietRule } from "./arrange-quiet-days";
import { insertRule } from "./arrange-rules";
import { storeCountingOf } from "./arrange-settings";
import { makeSheet, makeShift } from "./sheet-source";

const PEOPLE = 5;
/** The days lie on both sides of the end of a month. */
export const FIRST = "2026-03-25";
const DAYS_MIN = 6;
export const DAYS_MAX = 14;
const EXPECTED = 100_00;
/** With so many centres the inbox adds up; without, it reads day by day. Nothing is in them. */
export const OTHER_CENTRES = Array.from({ length: 50 }, (_, at) => `other-${at}`);
/** The number of arrangements so far: each has its own version of the rule of all centres. */
let made = 0;
const person = fc.integer({ min: 0, max: PEOPLE - 1 });
const roles = fc.subarray([...ROLES], { maxLength: 2 });
const optional = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null, freq: 2 });

const day = fc.record({
  gap: fc.constantFrom(0, 0, -1_00, 2_00, -3_00, 7_00, -20_00),
  counter: fc.option(person, { nil: null, freq: 8 }),
  opened: optional(person),
  explainer: optional(person),
  isRecountWanted: fc.integer({ min: 0, max: 4 }).map((some) => some === 0),
  earlierReviewer: optional(person),
  state: fc.constantFrom("open" as const, ...DAY_STATES),
  reviewer: person,
  isByRule: fc.boolean(),
  isChanged: fc.integer({ min: 0, max: 2 }).map((some) => some === 0),
});
export const waitingArrangement = fc.record({
  approval: fc.constantFrom("always" as const, "above-limit" as const),
  monthly: fc.constantFrom(null, 2_00, 4_00, 10_00),
  own: optional(fc.constantFrom(null, 3_00)),
  people: fc.array(fc.record({ here: roles, everywhere: roles }), {
    minLength: PEOPLE,
    maxLength: PEOPLE,
  }),
  periods: fc.array(
    fc.record({
      from: fc.nat(DAYS_MAX),
      days: fc.nat(5),
      action: fc.constantFrom("closed", "reopened"),
    }),
    { maxLength: 4 },
  ),
  days: fc.array(day, { minLength: DAYS_MIN, maxLength: DAYS_MAX }),
});
type Arrangement = typeof waitingArrangement extends fc.Arbitrary<infer T> ? T : never;

/** Each person took another part in every day, and could sign it otherwise. */
export const EVERY_PART: Arrangement = {
  approval: "always",
  monthly: null,
  own: null,
  people: Array.from({ length: PEOPLE }, () => ({
    here: ["reviewer", "approver"],
    everywhere: [],
  })),
  periods: [],
  days: (["open", "reviewed", "approved"] as const).flatMap((state) =>
    [false, true].flatMap((isByRule) =>
      [false, true].map((isChanged) => ({
        gap: 0,
        reviewer: 0,
        counter: 1,
        opened: 2,
        explainer: 3,
        earlierReviewer: 4,
        isRecountWanted: false,
        state,
        isByRule,
        isChanged,
      })),
    ),
  ),
};

type DayPlan = Arrangement["days"][number];
type Made = { centreId: string; date: string; userIds: readonly string[] };

/** Stores such days in a centre of their own, and says whose they are. */
export async function arrangeWaiting({
  approval,
  monthly,
  own,
  people,
  periods,
  days,
}: Arrangement) {
  const { id: centreId } = await makeCentre();
  await storeCountingOf(centreId, { approval });
  const limits = { explainMinor: 5_00, approveMinor: 10_00 };
  made += 1;
  await insertRule(sql, { ...limits, monthlyMinor: monthly, version: made });
  if (own !== null) {
    await insertRule(sql, { ...limits, centreId, tenderId: "CASH", monthlyMinor: own });
  }
  const userIds = await makePeople(centreId, people);
  await insertQuietRule(centreId, { id: userIds[0] ?? "" });
  const dates = days.map((_, at) => addDays(FIRST, at));
  await inTransaction(async (tx) => {
    for (const [at, plan] of days.entries()) {
      await storeSides(tx.sql, plan, { centreId, date: dates[at] ?? "", userIds });
    }
    const keys = dates.map((businessDate) => ({ centreId, businessDate }));
    await recomputeDays(tx, keys);
    for (const [at, plan] of days.entries()) {
      await storeMoves(tx.sql, plan, { centreId, date: dates[at] ?? "", userIds });
    }
    for (const [at, { from, days: length, action }] of periods.entries()) {
      await tx.sql(
        `INSERT INTO closed_period (centre_id, number, action, "from", "to", actor_id)
         VALUES ($1, $2, $3, $4, $5, gen_random_uuid())`,
        [centreId, at + 1, action, addDays(FIRST, from), addDays(FIRST, from + length)],
      );
    }
  });
  return { centreId, userIds, dates };
}

async function makePeople(centreId: string, people: Arrangement["people"]): Promise<string[]> {
  const users = await Promise.all(
    people.map(({ here, everywhere }) =>
      makeUser({
        roles: [
          ...here.map((role) => ({ centreId, role })),
          ...everywhere.map((role) => ({ centreId: EVERYWHERE, role })),
        ],
      }),
    ),
  );
  return users.map(({ id }) => id);
}

/** Stores the cash sheet, the counts, and the explanation of the line. */
async function storeSides(run: Sql, plan: DayPlan, { centreId, date, userIds }: Made) {
  const key = [centreId, date];
  const line = [centreId, date, "1", "T1", "CASH"];
  const sheet = makeSheet(centreId, date, [makeShift({ CASH: EXPECTED })]);
  await run("INSERT INTO cash_sheet VALUES ($1, $2, 1, repeat('0', 64), now())", key);
  await run(
    `INSERT INTO cash_sheet_version
     VALUES ($1, $2, 1, repeat('0', 64), '{}', $3::jsonb, 'map', now())`,
    [...key, JSON.stringify(sheet)],
  );
  if (plan.opened !== null) {
    await run(
      "INSERT INTO opening_count VALUES ($1, $2, '1', 'T1', 1, 0, NULL, NULL, NULL, $3, now())",
      [...key, userIds[plan.opened]],
    );
  }
  const { counter } = plan;
  if (counter !== null) {
    await run(
      `INSERT INTO till_count (centre_id, business_date, shift_id, till_id, tender_id, version,
         counted_minor, source, counted_by_id) VALUES ($1, $2, $3, $4, $5, 1, $6, 'api', $7)`,
      [...line, EXPECTED + plan.gap, userIds[counter]],
    );
  }
  if (plan.explainer !== null) {
    const shown = counter === null ? ["waived", null, null] : ["explained", plan.gap, 1];
    await run(
      `INSERT INTO explanation (centre_id, business_date, shift_id, till_id, tender_id, version,
         kind, reason, text, difference_minor, count_version, author_id)
       VALUES ($1, $2, $3, $4, $5, 1, $6, 'cash-handling', '', $7, $8, $9)`,
      [...line, ...shown, userIds[plan.explainer]],
    );
  }
  if (plan.isRecountWanted && counter !== null) {
    await run("INSERT INTO recount_request VALUES ($1, $2, $3, $4, $5, 1, 1, 'Again', $6, now())", [
      ...line,
      userIds[plan.reviewer],
    ]);
  }
}

async function storeMoves(run: Sql, plan: DayPlan, { centreId, date, userIds }: Made) {
  const { earlierReviewer, reviewer, state, isChanged, isByRule } = plan;
  const isSigned = state !== "open";
  const moves: [string, string, string, number][] = [];
  if (earlierReviewer !== null) {
    moves.push(["review", "open", "reviewed", earlierReviewer]);
    moves.push(["reopening", "reviewed", "open", reviewer]);
  }
  if (isSigned) moves.push(["review", "open", "reviewed", reviewer]);
  for (const [index, [move, from, to, by]] of moves.entries()) {
    const hasRule = isByRule && move === "review";
    await run(
      `INSERT INTO move (centre_id, business_date, number, move, from_state, to_state,
         sheet_version, actor_id, rule_version, rule_scope)
       VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8, $9)`,
      [
        centreId,
        date,
        index + 1,
        move,
        from,
        to,
        ...(hasRule ? [null, 1, centreId] : [userIds[by], null, null]),
      ],
    );
  }
  await run(
    `UPDATE reconciliation
        SET state = $3, changed_sheet_version = $4, changed_at = now() - interval '25 hours'
      WHERE centre_id = $1 AND business_date = $2`,
    [centreId, date, state, isSigned && isChanged ? 2 : null],
  );
}
