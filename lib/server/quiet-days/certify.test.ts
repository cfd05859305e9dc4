/** Tests which days the rule reviews, samples and leaves to people, in the database. */
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addDays } from "@/lib/domain/business-date";
import type { RegisterShift } from "@/lib/domain/cash-sheet";
import type { MadeUser } from "@/lib/testing/arrange";
import { insertQuietRule, SEED } from "@/lib/testing/arrange-quiet-days";
import { insertRule } from "@/lib/testing/arrange-rules";
import {
  arrangeDay,
  arrangePeople,
  cashSheetOf,
  dayFor,
  makeCentreId,
  move,
  type MovesKey,
  storeCount,
  storeExplanation,
  storeSheet,
} from "@/lib/testing/arrange-workflow";
import { storeCountingOf } from "@/lib/testing/arrange-settings";
import { testDatabase } from "@/lib/testing/database";
import { makeSheet, makeShift } from "@/lib/testing/sheet-source";
import { sql } from "../db/sql";
import { rebuildDays } from "../rebuild/rebuild-days";
import { reviewQuietDays } from "./certify";
import { drawDay } from "./draw";

let key: MovesKey;
let cal: MadeUser, rey: MadeUser, ana: MadeUser;

beforeAll(testDatabase);
beforeEach(async () => {
  key = { centreId: await makeCentreId(), date: "2026-03-12" };
  ({ cal, rey, ana } = await arrangePeople(key.centreId));
});

const stateOf = async (day = key) => (await dayFor(day, rey)).state;
const run = () => reviewQuietDays();

/** Draws the day of the key; at this rate it is not sampled, and one above it is. */
function drawOf({ centreId, date }: MovesKey): number {
  return drawDay(SEED, { centreId, businessDate: date });
}

/** Finds dates from a day on that a rate of 1 per cent does not sample. */
function listUnsampled(count: number): MovesKey[] {
  const found: MovesKey[] = [];
  for (let at = 0; found.length < count; at += 1) {
    const day = { ...key, date: addDays(key.date, at) };
    if (drawOf(day) >= 100) found.push(day);
  }
  return found;
}

describe("a quiet day", () => {
  beforeEach(() => {
    [key = key] = listUnsampled(1);
  });

  test("is a person's where nobody has switched a rule on", async () => {
    await arrangeDay(key, cal);
    await run();
    expect(await stateOf()).toBe("open");
  });

  test("is reviewed by the rule, which is named with its rate and draw", async () => {
    await insertQuietRule(key.centreId, ana);
    await insertRule(sql, { centreId: key.centreId, explainMinor: 5_00, approveMinor: 9_00 });
    await arrangeDay(key, cal, -2_00);
    const { version } = await dayFor(key, rey);
    await run();
    const day = await dayFor(key, rey);
    expect(day).toMatchObject({ state: "reviewed", version: version + 1 });
    expect(day.moves).toMatchObject([{ move: "review", by: null, byId: null, ruleVersion: 1 }]);
    expect(day.quiet).toMatchObject({ outcome: "certified", samplePercent: 1, ruleVersion: 1 });
    expect(day.trail[0]).toMatchObject({ action: "day.reviewed", by: null });
    const [entry] = await sql<{ actor: string | null; rule: unknown }>(
      `SELECT actor_id AS actor, after -> 'rule' AS rule FROM audit_entry
        WHERE centre_id = $1 AND action = 'day.reviewed'`,
      [key.centreId],
    );
    const rule = { scopeId: key.centreId, version: 1, samplePercent: 1, draw: drawOf(key) };
    expect(entry).toEqual({ actor: null, rule });
    const [decision] = await sql("SELECT lines, net_minor FROM quiet_day WHERE centre_id = $1", [
      key.centreId,
    ]);
    expect(decision).toEqual({ lines: 1, net_minor: "-200" });
  });

  test("is approved and closed by people as after any review, and changes like any other", async () => {
    await storeCountingOf(key.centreId, { approval: "always" });
    await insertQuietRule(key.centreId, rey);
    await arrangeDay(key, cal);
    await run();
    await storeSheet(key, cashSheetOf(key, 90_00));
    const day = await dayFor(key, ana);
    expect(day).toMatchObject({ state: "reviewed", netMinor: 0, changed: { version: 2 } });
    expect(day.may).toMatchObject({ closure: { reason: "approval-needed" } });
    await move("acceptance", key, ana, { text: "Late" });
    await move("approval", key, ana);
    expect(await move("closure", key, ana)).toMatchObject({ state: "closed" });
    expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0 });
  });

  test("that a person reopened stays a person's", async () => {
    await insertQuietRule(key.centreId, rey);
    await arrangeDay(key, cal);
    await run();
    await move("reopening", key, ana, { text: "To see it" });
    await run();
    expect(await stateOf()).toBe("open");
  });

  test("is decided by the version whose first day had come, and by none once it is off", async () => {
    await insertQuietRule(key.centreId, rey, { validFrom: addDays(key.date, 1) });
    await arrangeDay(key, cal);
    await run();
    expect(await stateOf()).toBe("open");
    const off = { version: 2, isOn: false, validFrom: addDays(key.date, 1) };
    await insertQuietRule(key.centreId, rey, off);
    const later = { ...key, date: addDays(key.date, 1) };
    await arrangeDay(later, cal);
    await run();
    expect(await stateOf(later)).toBe("open");
  });

  test("is reviewed once, whether a person or any number of jobs comes first", async () => {
    await insertQuietRule(key.centreId, ana);
    const days = listUnsampled(6);
    for (const day of days) await arrangeDay(day, cal);
    const versions = await Promise.all(days.map(async (day) => (await dayFor(day, rey)).version));
    const outcomes = await Promise.allSettled([
      run(),
      ...days.map((day, at) => move("review", day, rey, { version: versions[at] ?? 0 })),
      run(),
    ]);
    const failed = outcomes.flatMap((one): unknown[] =>
      one.status === "rejected" ? [one.reason] : [],
    );
    for (const error of failed) expect(error).toMatchObject({ code: "CONFLICT" });
    for (const day of days) {
      const { state, moves, quiet } = await dayFor(day, ana);
      expect({ state, moves: moves.length }).toEqual({ state: "reviewed", moves: 1 });
      expect(quiet === null).toBe(moves[0]?.by === "Rey");
    }
  });
});

test("a sampled day goes to a person, and the trail tells which draw picked it", async () => {
  await insertQuietRule(key.centreId, ana, { samplePercent: 100 });
  await arrangeDay(key, cal);
  const { version } = await dayFor(key, rey);
  await run();
  await run();
  const day = await dayFor(key, rey);
  expect(day).toMatchObject({ state: "open", version, moves: [], quiet: { outcome: "sampled" } });
  expect(day.trail.map(({ action }) => action)).toEqual(["day.sampled"]);
  await expect(move("review", key, cal)).rejects.toMatchObject({ code: "REFUSED" });
  const reviewed = await move("review", key, rey);
  expect(reviewed.moves).toMatchObject([{ by: "Rey", ruleVersion: null }]);
});

const LINE = "'1', 'T1', 'CASH'";

/** Each of them arranges a day, which would be quiet otherwise, before or after it is counted. */
const REASONS: Record<string, () => Promise<unknown>> = {
  "has a line above the first level, explained": async () => {
    await arrangeDay(key, cal, -10_00);
    await storeExplanation(key, cal);
  },
  "is not counted": () => storeSheet(key, cashSheetOf(key, 100_00)),
  "had its only line waived": async () => {
    await storeSheet(key, cashSheetOf(key, 100_00));
    await storeExplanation(key, cal);
  },
  "was counted and not reported": () => storeCount(key, cal, 100_00),
  "has a recount to come": () =>
    arrangeDay(key, cal).then(async () => {
      await insert(`recount_request VALUES ($1, $2, ${LINE}, 1, 1, 'Again', $3, now())`);
      await storeSheet(key, cashSheetOf(key, 100_00));
    }),
  "has a register shift that was not closed": () =>
    arrangeShift({ openedAt: `${key.date}T09:00:00` }),
  "has a note": () => with_(`note VALUES ($1, $2, gen_random_uuid(), 'Odd', $3, now())`),
  "has a question": () =>
    with_(`line_message VALUES ($1, $2, ${LINE}, 1, 'question', 'Why?', '{}', $3, now())`),
  "has somebody to explain a line": () =>
    with_(`line_assignment VALUES ($1, $2, ${LINE}, 1, $3, '2026-03-20', $3, now())`),
  "was handed over with a remark": () =>
    with_(`hand_over VALUES ($1, $2, '1', 'T1', 1, 100, NULL, 'Till sticks', $3, now())`),
  "lies in a closed period": () =>
    with_(`closed_period VALUES ($1, 1, 'closed', $2, $2, NULL, $3, now())`),
  "was last read on the day itself": async () => {
    await arrangeDay(key, cal);
    await sql("UPDATE cash_sheet SET read_at = $2::timestamptz WHERE centre_id = $1", [
      key.centreId,
      `${key.date}T20:00:00Z`,
    ]);
  },
};

async function insert(row: string): Promise<void> {
  const values = row.includes("$2") ? [key.centreId, key.date, rey.id] : [key.centreId, rey.id];
  await sql(`INSERT INTO ${row}`, values);
}

async function with_(row: string): Promise<void> {
  await arrangeDay(key, cal);
  await insert(row);
}

async function arrangeShift(partial: Partial<RegisterShift>): Promise<void> {
  const shift = makeShift({ CASH: 100_00 }, partial);
  await storeSheet(key, makeSheet(key.centreId, key.date, [shift]));
  await storeCount(key, cal, 100_00);
}

test.each(Object.entries(REASONS))("a day that %s is a person's", async (_name, arrange) => {
  [key = key] = listUnsampled(1);
  await insertQuietRule(key.centreId, ana);
  await arrange();
  await run();
  const [row] = await sql<{ state: string; decided: boolean }>(
    `SELECT state, EXISTS (SELECT FROM quiet_day y WHERE y.centre_id = $1) AS decided
       FROM reconciliation WHERE centre_id = $1`,
    [key.centreId],
  );
  expect(row).toEqual({ state: "open", decided: false });
});

test("today's business date is not over, however complete it is", async () => {
  await insertQuietRule(key.centreId, ana, { samplePercent: 100 });
  await arrangeDay(key, cal);
  await reviewQuietDays(undefined, Date.parse(`${key.date}T22:00:00Z`));
  expect((await dayFor(key, rey)).quiet).toBeNull();
});
