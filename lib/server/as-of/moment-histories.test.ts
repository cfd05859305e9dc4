/**
 * Random histories of one day: whatever was shown after each step is shown again for that moment
 * ever after, whether it is computed again, because something changed since, or read as stored.
 */
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { makeCentre, makeUser } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { anyFact, type Fact, recordFact } from "@/lib/testing/day-facts";
import { anyStep, showDay, type Step, takeStep } from "@/lib/testing/day-history";
import { sql } from "../db/sql";

const DATE = "2026-03-01";
const HISTORIES = 4;
const STEPS_MAX = 8;
let userId = "";

beforeAll(async () => {
  await testDatabase();
  userId = (await makeUser()).id;
});

type Any = { step: Step } | { fact: Fact };

const any: fc.Arbitrary<Any> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ step: anyStep }) },
  { weight: 1, arbitrary: fc.record({ fact: anyFact }) },
);

/** A day was signed when Cashrec no longer had its sheet, and reopened when that came back. */
const SIGNED_WITHOUT_SHEET: Any[] = [
  { step: { kind: "sheet", sales: 100_00 } },
  { step: { kind: "no-sheet" } },
  { step: { kind: "review" } },
  { step: { kind: "reopening" } },
  { step: { kind: "sheet", sales: 100_00 } },
  { step: { kind: "no-sheet" } },
];

const COUNTED: Any[] = [
  { step: { kind: "sheet", sales: 110_00 } },
  { step: { kind: "count", amount: 100_00 } },
];

/** Nothing else has changed since the moment before the last of them. */
const LAST: Any[][] = [
  [{ fact: { kind: "explanation", reason: "other" } }],
  [{ fact: { kind: "recount-request" } }],
  [{ fact: { kind: "opening", amount: 0 } }],
  [{ fact: { kind: "float", amount: 5_00 } }],
  [{ fact: { kind: "rule", limit: 20_00 } }],
  [{ step: { kind: "review" } }, { step: { kind: "sheet", sales: 120_00 } }],
  [{ step: { kind: "review" } }, { step: { kind: "reopening" } }],
];

test("a past moment is shown as it was shown then, for ever", async () => {
  const histories = fc.array(any, { minLength: 3, maxLength: STEPS_MAX });
  await fc.assert(fc.asyncProperty(histories, holdsForEveryMoment), {
    numRuns: LAST.length + HISTORIES,
    examples: [[SIGNED_WITHOUT_SHEET], ...LAST.map((last): [Any[]] => [[...COUNTED, ...last]])],
  });
}, 300_000);

async function holdsForEveryMoment(steps: readonly Any[]): Promise<void> {
  const day = { centreId: (await makeCentre()).id, businessDate: DATE };
  const then = [{ step: "nothing", shown: await showDay(day), at: await moment() }];
  for (const one of steps) {
    await ("step" in one
      ? takeStep({ day, userId }, one.step)
      : recordFact({ day, userId }, one.fact));
    then.push({ step: JSON.stringify(one), shown: await showDay(day), at: await moment() });
  }
  for (const { step: name, shown, at } of then) {
    expect(await showDay(day, at), `as known after ${name}`).toEqual(shown);
  }
}

/** Times are stored in milliseconds, so that two moments must be more than one apart. */
async function moment(): Promise<string> {
  await sleep(3);
  const [row] = await sql<{ at: Date }>("SELECT clock_timestamp() AS at");
  await sleep(3);
  return row?.at.toISOString() ?? "";
}
