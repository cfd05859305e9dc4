/**
 * Two people move a day at once, hundreds of times: one wins, and the other gets a conflict. And
 * requests sent twice under one key are handled once. `RACES=500` makes two thousand of each.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { addNoteSchema } from "@/lib/contracts/reconciliation";
import { dayKeySchema } from "@/lib/contracts/search";
import { recordedTillCountSchema, recordTillCountSchema } from "@/lib/contracts/till-count";
import { moveInputSchema } from "@/lib/contracts/workflow";
import type { TokenPermission } from "@/lib/domain/permission";
import { type MadeUser, makeCentre, scopeFor } from "@/lib/testing/arrange";
import { arrangeManyDays } from "@/lib/testing/arrange-many-days";
import { arrangePeople } from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { route } from "../api/route";
import { recordTillCount } from "../till-counts/commands";
import { createToken } from "../tokens/commands";
import { requestRecount } from "../till-counts/recount-commands";
import { addNote } from "../reconciliations/commands";
import { changeDay, dayRoute } from "../reconciliations/day-route";
import { moveDay } from "./commands";
import { rebuildDays } from "../rebuild/rebuild-days";

/** As many head starts, each by a millisecond more than the one before. */
const ROUNDS = 30;
/** Each head start is given twice. */
const RACES = Number(process.env.RACES ?? "60");
const AT_ONCE = 10;
const MINUTES = { timeout: 300_000 };
const LINE = { shiftId: "1", tillId: "T1", tenderId: "CASH" };

let cal: MadeUser, rey: MadeUser, ana: MadeUser;
let centreId = "";
let dates: string[] = [];

beforeAll(testDatabase);

/** This is a centre of its own, with its people and days. */
async function arrange(days: number, isCounted = true): Promise<void> {
  ({ id: centreId } = await makeCentre());
  ({ cal, rey, ana } = await arrangePeople(centreId));
  dates = await arrangeManyDays(centreId, days, isCounted ? cal.id : null);
}

async function versionsOf(): Promise<Map<string, number>> {
  const rows = await sql<{ date: string; version: number }>(
    "SELECT business_date AS date, version FROM reconciliation WHERE centre_id = $1",
    [centreId],
  );
  return new Map(rows.map(({ date, version }) => [date, version]));
}

/** Some run concurrently, so that they also meet others. */
async function forEachDay(work: (date: string) => Promise<void>): Promise<void> {
  for (let first = 0; first < dates.length; first += AT_ONCE) {
    await Promise.all(dates.slice(first, first + AT_ONCE).map(work));
  }
}

type Attempt = (date: string) => Promise<unknown>;
type Lost = { code: string; message: string; details: { reason?: string; current?: unknown } };

/** Returns who won each race, as 0 or 1, with the refusal of the other one. */
async function race(attempts: readonly [Attempt, Attempt]): Promise<{ won: number; lost: Lost }[]> {
  const ends: { won: number; lost: Lost }[] = [];
  let rounds = 0;
  await forEachDay(async (date) => {
    // Each goes first every other time, by more and more or until it is done: both win some races.
    const round = (rounds += 1);
    const [one, other] = round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const);
    const first = attempts[one](date);
    const ready = round % ROUNDS < 2 ? Promise.allSettled([first]) : sleep(round % ROUNDS);
    const second = ready.then(() => attempts[other](date));
    const results = await Promise.allSettled([first, second]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const winner = results[0]?.status === "fulfilled" ? 0 : 1;
    const loser = results[1 - winner];
    if (loser?.status !== "rejected") throw new Error("Nobody lost");
    ends.push({ won: [one, other][winner] ?? 0, lost: loser.reason as Lost });
  });
  return ends;
}

function reviewBy(who: () => MadeUser, versions: Map<string, number>): Attempt {
  return (date) =>
    changeDay({ centreId, date }, who().id, () =>
      moveDay(scopeFor("reconciliation:review", [centreId], who()), "review", {
        centreId,
        businessDate: date,
        version: versions.get(date) ?? 0,
        text: null,
      }),
    );
}

function countBy(who: () => MadeUser, countedMinor: number, basedOnVersion: number): Attempt {
  return (date) =>
    recordTillCount(
      scopeFor("till-count:record", [centreId], who()),
      { centreId, businessDate: date, ...LINE, countedMinor, basedOnVersion },
      "api",
    );
}

const askAgain: Attempt = (date) =>
  requestRecount(scopeFor("recount:request", [centreId], ana), {
    centreId,
    businessDate: date,
    ...LINE,
    text: "Count it again",
  });

async function expectStates(states: Record<string, number>): Promise<void> {
  const rows = await sql<{ state: string; days: number }>(
    `SELECT state, count(*)::int AS days FROM reconciliation WHERE centre_id = $1
      GROUP BY state ORDER BY state`,
    [centreId],
  );
  const found = rows.map(({ state, days }) => [state, days]);
  expect(found).toEqual(Object.entries(states).filter(([, days]) => days > 0));
}

async function countRows(table: string): Promise<number> {
  return (await sql(`SELECT FROM ${table} WHERE centre_id = $1`, [centreId])).length;
}

describe("of two at once one wins, and the other is told", () => {
  test("two reviewers", MINUTES, async () => {
    await arrange(RACES);
    const versions = await versionsOf();
    const ends = await race([reviewBy(() => rey, versions), reviewBy(() => ana, versions)]);
    for (const { lost, won } of ends) {
      expect(lost).toMatchObject({ code: "CONFLICT", details: { current: { state: "reviewed" } } });
      expect(lost.message).toContain(`${won === 0 ? "Rey" : "Ana"} changed this day`);
    }
    await expectStates({ reviewed: RACES });
    expect(await countRows("move")).toBe(RACES);
  });

  test("two counters", MINUTES, async () => {
    await arrange(RACES, false);
    const ends = await race([countBy(() => cal, 99_00, 0), countBy(() => rey, 98_00, 0)]);
    for (const { lost, won } of ends) {
      const countedMinor = won === 0 ? 99_00 : 98_00;
      expect(lost).toMatchObject({ code: "CONFLICT", details: { current: { countedMinor } } });
    }
    expect(await countRows("till_count")).toBe(RACES);
  });

  test("a review and the request of a recount", MINUTES, async () => {
    await arrange(RACES);
    const ends = await race([reviewBy(() => rey, await versionsOf()), askAgain]);
    const reviewed = ends.filter(({ won }) => won === 0);
    for (const { lost } of reviewed) {
      expect(lost).toMatchObject({ code: "REFUSED", details: { reason: "day-not-open" } });
    }
    for (const { lost } of ends.filter(({ won }) => won === 1)) {
      expect(lost).toMatchObject({ code: "CONFLICT", details: { current: { recountLines: 1 } } });
    }
    expect(reviewed.length).toBeGreaterThan(0);
    expect(reviewed.length).toBeLessThan(RACES);
    await expectStates({ open: RACES - reviewed.length, reviewed: reviewed.length });
  });

  test("a review and a fresh count", MINUTES, async () => {
    await arrange(RACES);
    const review = reviewBy(() => rey, await versionsOf());
    const ends = await race([review, countBy(() => cal, 90_00, 1)]);
    const reviewed = ends.filter(({ won }) => won === 0);
    for (const { lost } of reviewed) {
      expect(lost).toMatchObject({ code: "REFUSED", details: { reason: "day-not-open" } });
    }
    for (const { lost } of ends.filter(({ won }) => won === 1)) {
      expect(lost).toMatchObject({ code: "CONFLICT", details: { current: { netMinor: -10_00 } } });
    }
    await expectStates({ open: RACES - reviewed.length, reviewed: reviewed.length });
  });

  test("and the lines are what they would be made anew", MINUTES, async () => {
    expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0 });
  });
});

const countRoute: ReturnType<typeof route> = route({
  summary: "A test.",
  permission: "till-count:record",
  input: recordTillCountSchema,
  output: recordedTillCountSchema,
  status: 201,
  handle: (scope, input) => recordTillCount(scope, input, "api"),
});
const noteRoute = dayRoute({
  summary: "A test.",
  permission: "reconciliation:note",
  input: dayKeySchema.extend(addNoteSchema.shape),
  run: addNote,
  status: 201,
});
const reviewRoute = dayRoute({
  summary: "A test.",
  permission: "reconciliation:review",
  input: dayKeySchema.extend(moveInputSchema.shape),
  run: (scope, input) => moveDay(scope, "review", input),
  status: 201,
});

async function tokenOf({ actor }: MadeUser, permission: TokenPermission): Promise<string> {
  const wanted = { name: "Script", permissions: [permission], expiresInDays: 1 };
  return (await createToken(actor, wanted)).token;
}

/**
 * Sends a request twice at once under one key: both get the same response, and one of them was
 * handled.
 */
async function sendTwice(to: typeof countRoute, token: string, body: unknown): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, "idempotency-key": randomUUID() };
  const send = () => {
    const init = { method: "POST", headers, body: JSON.stringify(body) };
    return to(new Request("http://localhost:3000/api/x", init), { params: Promise.resolve({}) });
  };
  const results = await Promise.all([send(), send()]);
  expect(results.map(({ status }) => status)).toEqual([201, 201]);
  expect(results.filter((one) => one.headers.has("idempotency-replayed"))).toHaveLength(1);
  const [one, other] = await Promise.all(results.map((result) => result.text()));
  expect(one).toBe(other);
}

test("requests sent twice under one key make one row each", MINUTES, async () => {
  await arrange(2 * RACES, false);
  const counts = await tokenOf(cal, "till-count:record");
  await forEachDay((date) =>
    sendTwice(countRoute, counts, { centreId, businessDate: date, ...LINE, countedMinor: 100_00 }),
  );
  dates = dates.slice(0, RACES);
  const versions = await versionsOf();
  const notes = await tokenOf(ana, "reconciliation:note");
  await forEachDay((date) =>
    sendTwice(noteRoute, notes, { centreId, date, version: versions.get(date), text: "Seen" }),
  );
  const reviews = await tokenOf(rey, "reconciliation:review");
  await forEachDay((date) =>
    sendTwice(reviewRoute, reviews, { centreId, date, version: (versions.get(date) ?? 0) + 1 }),
  );
  const rows = await Promise.all(["till_count", "note", "move"].map(countRows));
  expect(rows).toEqual([2 * RACES, RACES, RACES]);
});
