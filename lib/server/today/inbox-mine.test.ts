/**
 * The inbox decides for all waiting days at once what the domain decides for one: the two agree on
 * random days, people, roles, limits of the month and closed periods.
 */
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Need } from "@/lib/contracts/today";
import { addDays } from "@/lib/domain/business-date";
import { groupBy } from "@/lib/domain/group-by";
import { type Permission, prove } from "@/lib/domain/permission";
import {
  type DayFacts,
  decideMove,
  MOVE_PERMISSIONS,
  type MoveName,
  needsApproval,
} from "@/lib/domain/workflow/workflow";
import {
  arrangeWaiting,
  DAYS_MAX,
  EVERY_PART,
  FIRST,
  OTHER_CENTRES,
  waitingArrangement,
} from "@/lib/testing/arrange-waiting";
import { testDatabase } from "@/lib/testing/database";
import { findActors } from "../auth/actor";
import { sql } from "../db/sql";
import type { Span } from "../reconciliations/freshness";
import { listDayFacts } from "../workflow/day-facts";
import { readPermissions } from "../workflow/eligible-people";
import { listInbox } from "./inbox";
import { listLongWaiting } from "./long-waiting";

beforeAll(testDatabase);

test("an item is the reader's if and only if they would be refused nothing", async () => {
  const seen = new Set<string>();
  const property = fc.asyncProperty(waitingArrangement, async (arranged) => {
    const { centreId, userIds, dates } = await arrangeWaiting(arranged);
    const keys = dates.map((businessDate) => ({ centreId, businessDate }));
    const days = await listDayFacts(sql, keys);
    expect(days).toHaveLength(dates.length);
    const span = { centreIds: [centreId], from: FIRST, to: addDays(FIRST, DAYS_MAX) };
    const longWaiting = await listLongWaitingOf(userIds, span);
    for (const [at, userId] of userIds.entries()) {
      const centreIds = [centreId, ...(at % 2 === 0 ? OTHER_CENTRES : [])];
      const holds = await readPermissions(sql, { userId, centreId });
      const items = itemsByDate(await listInbox({ ...span, centreIds }, userId));
      const mine = [...items].filter(([, { mine }]) => mine && holds("reconciliation:view"));
      expect(longWaiting(userId), "together with others").toEqual(
        mine.map(([date, { kind }]) => `${date} ${kind}`).toSorted(),
      );
      for (const { businessDate: date, facts } of days) {
        const item = items.get(date);
        const may = decide(facts, { userId, holds });
        if (item !== undefined) {
          expect({ date, ...item }).toEqual({ date, ...item, mine: may[item.kind] });
          seen.add(`${item.kind} ${item.mine}`);
        }
        if (MOVED.some((kind) => may[kind]))
          expect({ date, mine: item?.mine }).toEqual({ date, mine: true });
        if (facts.monthLimits > 0 && item?.kind === "review") seen.add("month-limit");
        if (facts.periodClosed && item !== undefined) seen.add("period-closed");
      }
    }
  });
  await fc.assert(property, { numRuns: 45, examples: [[EVERY_PART]] });
  const both = KINDS.flatMap((kind) => [`${kind} false`, `${kind} true`]);
  expect([...seen].toSorted()).toEqual([...both, "month-limit", "period-closed"].toSorted());
}, 300_000);

const KINDS = ["changed", "recount", "review", "approval", "closure"] as const;
const MOVED = ["changed", "review", "approval", "closure"] as const;

type Reader = { userId: string; holds: (permission: Permission) => boolean };

/** What the domain says of the day and the reader, for each kind of item. */
function decide(facts: DayFacts, { userId, holds }: Reader) {
  const mayMove = (move: MoveName) =>
    holds(MOVE_PERMISSIONS[move]) &&
    decideMove(move, facts, { actorId: userId, text: "A reason" }).refused === null;
  return {
    changed: mayMove("acceptance"),
    recount: holds("till-count:record") && !facts.periodClosed,
    review: mayMove("review"),
    approval: needsApproval(facts) && mayMove("approval"),
    closure: mayMove("closure"),
  };
}

type Item = { kind: (typeof KINDS)[number]; mine: boolean };

function itemsByDate(needs: readonly Need[]): Map<string, Item> {
  return new Map(
    needs.flatMap(({ kind, mine, days = [] }) =>
      days.map(({ date }) => [date, { kind, mine } as Item] as const),
    ),
  );
}

/** By reader, the date and kind of each day: all of them are old here. */
async function listLongWaitingOf(userIds: readonly string[], span: Span & { centreIds: string[] }) {
  const actors = await findActors(userIds);
  const readers = userIds.flatMap((userId) => {
    const actor = actors.get(userId);
    return (actor && prove(actor, "reconciliation:view", span.centreIds)) ?? [];
  });
  const days = (await listLongWaiting(readers, span)).map(({ readerId, businessDate, kind }) => {
    return { readerId, text: `${businessDate} ${kind}` };
  });
  const texts = groupBy(
    days,
    ({ readerId }) => readerId,
    ({ text }) => text,
  );
  return (userId: string) => (texts.get(userId) ?? []).toSorted();
}
