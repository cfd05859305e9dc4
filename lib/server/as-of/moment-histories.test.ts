/**
 * Random histories of one day: whatever was shown after each step is shown again for that moment
 * ever after, although sheets changed, disappeared and returned since.
 */
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { makeCentre, makeUser } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { anyStep, showDay, type Step, takeStep } from "@/lib/testing/day-history";
import { sql } from "../db/sql";

const DATE = "2026-03-01";
const HISTORIES = 6;
const STEPS_MAX = 8;
let userId = "";

beforeAll(async () => {
  await testDatabase();
  userId = (await makeUser()).id;
});

/** A day was signed when Cashrec no longer had its sheet, and reopened when that came back. */
const SIGNED_WITHOUT_SHEET: Step[] = [
  { kind: "sheet", sales: 100_00 },
  { kind: "no-sheet" },
  { kind: "review" },
  { kind: "reopening" },
  { kind: "sheet", sales: 100_00 },
  { kind: "no-sheet" },
];

test("a past moment is shown as it was shown then, for ever", async () => {
  const histories = fc.array(anyStep, { minLength: 3, maxLength: STEPS_MAX });
  await fc.assert(fc.asyncProperty(histories, holdsForEveryMoment), {
    numRuns: HISTORIES,
    examples: [[SIGNED_WITHOUT_SHEET]],
  });
}, 300_000);

async function holdsForEveryMoment(steps: readonly Step[]): Promise<void> {
  const day = { centreId: (await makeCentre()).id, businessDate: DATE };
  const then = [{ step: "nothing", shown: await showDay(day), at: await moment() }];
  for (const one of steps) {
    await takeStep({ day, userId }, one);
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
