/** Tests the moves of a day, with the people who make them, in the database. */
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addDays } from "@/lib/domain/business-date";
import { type MadeUser, makeUser } from "@/lib/testing/arrange";
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
import { insertRule } from "@/lib/testing/arrange-rules";
import { storeCountingOf } from "@/lib/testing/arrange-settings";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { moveDays } from "./bulk-commands";
import { rebuildDays } from "../rebuild/rebuild-days";

let key: MovesKey;
let cal: MadeUser, rey: MadeUser, ana: MadeUser;

beforeAll(testDatabase);
beforeEach(async () => {
  key = { centreId: await makeCentreId(), date: "2026-03-12" };
  ({ cal, rey, ana } = await arrangePeople(key.centreId));
});

const refusal = (reason: string) => ({ code: "REFUSED", details: { reason } });

describe("a day without a difference", () => {
  test("is reviewed and closed, and tells who did it when", async () => {
    await arrangeDay(key, cal);
    const reviewed = await move("review", key, rey);
    expect(reviewed).toMatchObject({ state: "reviewed", moves: [{ move: "review", by: "Rey" }] });
    const closed = await move("closure", key, ana, { text: "As always" });
    expect(closed).toMatchObject({ state: "closed", version: reviewed.version + 1 });
    expect(closed.moves[0]).toMatchObject({
      number: 2,
      move: "closure",
      from: "reviewed",
      to: "closed",
      sheetVersion: 1,
      by: "Ana",
      byId: ana.id,
      text: "As always",
    });
    expect(closed.trail.map(({ action }) => action)).toEqual(["day.closed", "day.reviewed"]);
    const [entry] = await sql<{ before: object; after: object }>(
      "SELECT before, after FROM audit_entry WHERE centre_id = $1 ORDER BY id DESC LIMIT 1",
      [key.centreId],
    );
    const totals = { expectedMinor: 100_00, countedMinor: 100_00, shortMinor: 0 };
    expect(entry?.before).toMatchObject({ state: "reviewed", sheetVersion: 1, totals });
    expect(entry?.after).toMatchObject({ state: "closed", totals, text: "As always" });
  });

  test("is not reviewed by whoever counted on it, not even an opening float", async () => {
    await arrangeDay(key, cal);
    const asked = move("review", key, cal);
    await expect(asked).rejects.toMatchObject(refusal("counted-by-you"));
    await expect(asked).rejects.toThrow(
      "You counted on this day, so someone else must review it: Ana or Rey.",
    );
    await sql(
      `INSERT INTO opening_count (centre_id, business_date, shift_id, till_id, version,
         counted_minor, counted_by_id) VALUES ($1, $2, '1', 'T1', 1, 0, $3)`,
      [key.centreId, key.date, rey.id],
    );
    await expect(move("review", key, rey)).rejects.toMatchObject(refusal("counted-by-you"));
    expect((await dayFor(key, rey)).may.review).toEqual({
      reason: "counted-by-you",
      people: ["Ana"],
    });
    expect(await move("review", key, ana)).toMatchObject({ state: "reviewed" });
  });

  test("is not closed by its reviewer alone", async () => {
    await arrangeDay(key, cal);
    await move("review", key, rey);
    await expect(move("closure", key, rey)).rejects.toMatchObject(refusal("four-eyes"));
    expect((await dayFor(key, rey)).may).toMatchObject({
      review: { reason: "already-done" },
      approval: { reason: "reviewed-by-you", people: ["Ana"] },
      closure: { reason: "four-eyes", people: ["Ana", "Cal"] },
      reopening: null,
      acceptance: { reason: "nothing-changed" },
    });
    await move("approval", key, ana);
    expect(await move("closure", key, rey)).toMatchObject({ state: "closed" });
  });

  test("is approved first where the centre wants it", async () => {
    await storeCountingOf(key.centreId, { approval: "always" });
    await arrangeDay(key, cal);
    await move("review", key, rey);
    const early = move("closure", key, ana);
    await expect(early).rejects.toMatchObject(refusal("approval-needed"));
    await expect(early).rejects.toThrow("It is approved before it is closed, by Ana.");
    await expect(move("approval", key, cal)).rejects.toMatchObject(refusal("counted-by-you"));
    await expect(move("approval", key, rey)).rejects.toMatchObject(refusal("reviewed-by-you"));
    await move("approval", key, ana);
    expect(await move("closure", key, ana)).toMatchObject({ state: "closed" });
  });
});

describe("what is left to do", () => {
  test("is said until it is done: count, recount, explain", async () => {
    await expect(move("review", key, rey)).rejects.toMatchObject(refusal("nothing-to-review"));
    await storeSheet(key, cashSheetOf(key, 100_00));
    await expect(move("review", key, rey)).rejects.toMatchObject(refusal("uncounted"));
    await storeCount(key, cal, 90_00);
    await expect(move("review", key, rey)).rejects.toMatchObject(refusal("unexplained"));
    await sql(
      `INSERT INTO recount_request VALUES ($1, $2, '1', 'T1', 'CASH', 1, 1, 'Again', $3, now())`,
      [key.centreId, key.date, rey.id],
    );
    await storeExplanation(key, cal);
    await expect(move("review", key, rey)).rejects.toMatchObject(refusal("recount-wanted"));
    await storeCount(key, cal, 90_00);
    await move("review", key, rey);
    await expect(move("closure", key, ana)).rejects.toMatchObject(refusal("approval-needed"));
    expect(await move("approval", key, ana)).toMatchObject({ state: "approved" });
  });

  test("is nothing on an empty sheet, and a waiver where nobody counted", async () => {
    await storeSheet(key, { ...cashSheetOf(key, 0), shifts: [] });
    expect(await move("review", key, rey)).toMatchObject({ state: "reviewed" });
    const other = { ...key, date: "2026-03-13" };
    await storeSheet(other, cashSheetOf(other, 100_00));
    await storeExplanation(other, cal);
    expect(await move("review", other, rey)).toMatchObject({ state: "reviewed" });
  });

  test("is an explanation of a till beyond its limit of the month, which is named", async () => {
    await insertRule(sql, { centreId: key.centreId, explainMinor: 5_00, monthlyMinor: 8_00 });
    const days = [-40, -2, -1, 0].map((days) => ({ ...key, date: addDays(key.date, days) }));
    for (const day of days) await arrangeDay(day, cal, -4_00);
    // The -4.00 of the month before does not count; the three of March are -12.00.
    const day = await dayFor(key, rey);
    expect(day.monthLimits).toEqual([
      {
        tillId: "T1",
        tillName: "Till 1",
        tenderId: "CASH",
        tenderName: null,
        totalMinor: -12_00,
        limitMinor: 8_00,
        unexplained: 1,
      },
    ]);
    expect(day.may.review).toEqual({ reason: "month-limit" });
    const asked = move("review", key, rey);
    await expect(asked).rejects.toThrow("till T1 is 12.00 EUR short in CASH, beyond 8.00");
    await storeExplanation(key, cal);
    expect((await dayFor(key, rey)).monthLimits).toMatchObject([{ unexplained: 0 }]);
    expect(await move("review", key, rey)).toMatchObject({ state: "reviewed" });
    const [, earlier = key] = days;
    expect(await move("review", earlier, rey)).toMatchObject({ state: "reviewed" });
  });
});

describe("a reopened day", () => {
  test("wants a reason, takes up the later sheet, and begins the four eyes anew", async () => {
    await arrangeDay(key, cal);
    await move("review", key, rey);
    await move("closure", key, ana);
    await storeSheet(key, cashSheetOf(key, 90_00));
    await expect(move("reopening", key, ana)).rejects.toMatchObject(refusal("reason-missing"));
    const open = await move("reopening", key, ana, { text: "Late invoice" });
    expect(open).toMatchObject({ state: "open", sheetVersion: 2, netMinor: 10_00, changed: null });
    await storeExplanation(key, cal);
    await move("review", key, ana);
    await expect(move("closure", key, ana)).rejects.toMatchObject(refusal("approval-needed"));
    await expect(move("approval", key, ana)).rejects.toMatchObject(refusal("reviewed-by-you"));
    await expect(move("review", key, cal)).rejects.toMatchObject(refusal("already-done"));
    expect(await move("approval", key, rey)).toMatchObject({ state: "approved" });
    expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0 });
  });
});

test("a reader who saw an older version is shown the day as it is", async () => {
  await arrangeDay(key, cal);
  const { version } = await dayFor(key, rey);
  await move("review", key, rey);
  const late = move("review", key, ana, { version });
  await expect(late).rejects.toMatchObject({
    code: "CONFLICT",
    details: { current: { state: "reviewed", version: version + 1 } },
  });
  await expect(late).rejects.toThrow("Rey changed this day since you opened it.");
});

test("a reader without the role learns who has it", async () => {
  await arrangeDay(key, cal);
  const roles = [{ centreId: key.centreId, role: "auditor" }] as const;
  const auditor = await makeUser({ roles });
  expect((await dayFor(key, auditor)).may).toEqual({
    review: { reason: "not-permitted", people: ["Ana", "Rey"] },
    approval: { reason: "not-permitted" },
    closure: { reason: "not-permitted" },
    reopening: { reason: "not-permitted" },
    acceptance: { reason: "not-permitted" },
  });
});

test("a selection moves day by day, and each that does not says why", async () => {
  const dates = ["2026-03-01", "2026-03-02", "2026-03-03"];
  for (const date of dates) await arrangeDay({ ...key, date }, cal);
  await storeCount({ ...key, date: "2026-03-02" }, rey, 100_00);
  const { version } = await dayFor({ ...key, date: "2026-03-01" }, rey);
  const foreign = await makeCentreId();
  const days = [
    { centreId: key.centreId, date: "2026-03-01", version },
    { centreId: key.centreId, date: "2026-03-02", version: version + 1 },
    { centreId: key.centreId, date: "2026-03-03", version: version - 1 },
    { centreId: foreign, date: "2026-03-01", version: 1 },
    { centreId: "nowhere", date: "2026-03-01", version: 1 },
  ];
  const { results } = await moveDays(rey.actor, { move: "review", days, text: null });
  expect(results).toMatchObject([
    { date: "2026-03-01", state: "reviewed", version: version + 1 },
    { code: "REFUSED", reason: "counted-by-you" },
    { code: "CONFLICT", reason: null },
    { code: "NOT_FOUND", reason: null },
    { code: "NOT_FOUND", reason: null },
  ]);
  const details = results.slice(3).map((result) => "detail" in result && result.detail);
  expect(details[0]).toBe(details[1]);
});
