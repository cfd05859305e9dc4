/** Tests previews and undone moves, with random histories, in the database. */
import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { UndoableMove } from "@/lib/domain/workflow/undo";
import { addDays } from "@/lib/domain/business-date";
import { type MadeUser, makeUser, scopeFor } from "@/lib/testing/arrange";
import {
  arrangeDay,
  arrangePeople,
  cashSheetOf,
  dayFor,
  makeCentreId,
  move,
  type MovesKey,
  storeExplanation,
  storeSheet,
} from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { addNote } from "../reconciliations/commands";
import { changePeriod } from "../periods/commands";
import { moveDays } from "./bulk-commands";
import { previewMoves } from "./preview-moves";
import { undoMoves } from "./undo-moves";

let key: MovesKey;
let cal: MadeUser, rey: MadeUser, ana: MadeUser;

beforeAll(testDatabase);
beforeEach(async () => {
  key = { centreId: await makeCentreId(), date: "2026-03-12" };
  ({ cal, rey, ana } = await arrangePeople(key.centreId));
});

/** What a reader of the day sees, without its version and its history. */
async function stateOf(at: MovesKey) {
  return { ...(await dayFor(at, ana)), version: 0, moves: [], trail: [] };
}

async function undo(at: MovesKey, by: MadeUser, version: number) {
  const { results } = await undoMoves(by.actor, { days: [{ ...at, version }] });
  return results[0];
}

describe("a preview", () => {
  test("tells what is signed, and what stays and why", async () => {
    await arrangeDay(key, cal, -3_00);
    await storeExplanation(key, rey);
    const open = { ...key, date: addDays(key.date, 1) };
    await arrangeDay(open, rey);
    const unknown = { ...key, date: addDays(key.date, 2) };
    const days = [open, key, unknown, key];
    const preview = await previewMoves(rey.actor, { move: "review", days });
    const { version } = await dayFor(key, rey);
    expect(preview.days).toMatchObject([{ ...key, version }]);
    expect(preview.currencies).toMatchObject([
      { currency: "EUR", days: 1, centres: 1, netMinor: -3_00, shortMinor: -3_00, overMinor: 0 },
    ]);
    expect(preview.currencies[0]?.largest).toMatchObject({
      ...key,
      tillId: "T1",
      tenderId: "CASH",
      differenceMinor: -3_00,
    });
    expect(preview.lines).toMatchObject({ aboveTolerance: 1, unexplained: 0, uncounted: 0 });
    expect(preview.staying).toMatchObject([
      { ...open, state: "open", reason: "counted-by-you", people: ["Ana", "Cal"] },
      { ...unknown, reason: "nothing-to-review" },
    ]);
  });

  test("tells nothing of a centre that is not the reader's", async () => {
    await arrangeDay(key, cal, -3_00);
    const stranger = await makeUser({
      name: "Sam",
      roles: [{ centreId: await makeCentreId(), role: "reviewer" }],
    });
    const preview = await previewMoves(stranger.actor, { move: "review", days: [key] });
    expect(preview).toMatchObject({ days: [], currencies: [], centres: [] });
    expect(preview.staying).toMatchObject([
      { ...key, centreName: key.centreId, state: "open", code: "NOT_FOUND", people: [] },
    ]);
    expect(await undo(key, stranger, 1)).toMatchObject({ code: "NOT_FOUND", reason: null });
  });

  test("is what is signed: a day that changes afterwards stays", async () => {
    await arrangeDay(key, cal);
    const { days } = await previewMoves(rey.actor, { move: "review", days: [key] });
    await storeSheet(key, cashSheetOf(key, 101_00));
    const { results } = await moveDays(rey.actor, { move: "review", days, text: null });
    expect(results).toMatchObject([{ ...key, code: "CONFLICT" }]);
    expect(await dayFor(key, rey)).toMatchObject({ state: "open" });
  });
});

test("an undone review is in the trail, and leaves whoever made it free to approve", async () => {
  await arrangeDay(key, cal);
  const { version } = await move("review", key, rey);
  expect(await undo(key, ana, version)).toMatchObject({ reason: "made-by-another" });
  expect(await undo(key, rey, version - 1)).toMatchObject({ reason: "moved-on" });
  const undone = await undo(key, rey, version);
  expect(undone).toMatchObject({ state: "open", version: version + 1 });
  expect(await undo(key, rey, version + 1)).toMatchObject({ reason: "nothing-to-undo" });
  await move("review", key, ana);
  const day = await move("approval", key, rey);
  expect(day.moves.map((each) => each.move)).toEqual(["approval", "review", "undo", "review"]);
  const [entry] = await sql<{ before: object; after: object }>(
    `SELECT before, after FROM audit_entry WHERE centre_id = $1 AND action = 'day.move-undone'`,
    [key.centreId],
  );
  expect(entry).toMatchObject({
    before: { state: "reviewed" },
    after: { state: "open", undone: "review" },
  });
});

const SLOW = { timeout: 120_000 };

const EVENTS = [
  "nothing",
  "note",
  "own note",
  "sheet",
  "period",
  "other's move",
  "own move",
] as const;

/** Something happens to the day after the move. Returns whether it did. */
async function happen(event: (typeof EVENTS)[number], made: UndoableMove): Promise<boolean> {
  const { centreId, date } = key;
  switch (event) {
    case "nothing":
      return false;
    case "note":
    case "own note": {
      // A closed day takes no note.
      if (made === "closure") return false;
      const by = event === "note" ? cal : ana;
      const { version } = await dayFor(key, by);
      const note = { centreId, businessDate: date, date, version, text: "Seen." };
      await addNote(scopeFor("reconciliation:note", [centreId], by), note);
      return true;
    }
    case "sheet":
      await storeSheet(key, cashSheetOf(key, 123_00));
      return true;
    case "period": {
      if (made !== "closure") return false;
      const period = { centreId, from: date, to: date, action: "closed", text: null } as const;
      await changePeriod(scopeFor("period:close", [centreId], rey), period);
      return true;
    }
    case "other's move":
    case "own move":
      await move("reopening", key, event === "own move" ? ana : rey, { text: "Again." });
      return true;
  }
}

test(
  "undo restores the day, and is refused whenever anything else has happened",
  SLOW,
  async () => {
    const history = fc.record({
      made: fc.constantFrom<UndoableMove>("review", "approval", "closure"),
      event: fc.constantFrom(...EVENTS),
      isRemade: fc.boolean(),
      difference: fc.constantFrom(0, -3_00, 80),
    });
    let date = key.date;
    await fc.assert(
      fc.asyncProperty(history, async ({ made, event, isRemade, difference }) => {
        date = addDays(date, 1);
        key = { ...key, date };
        await arrangeDay(key, cal, difference);
        await storeExplanation(key, cal);
        if (made !== "review") await move("review", key, rey);
        if (made === "closure" && difference !== 0) await move("approval", key, ana);
        const before = await stateOf(key);
        let { version } = await move(made, key, ana);
        if (isRemade) {
          expect(await undo(key, ana, version)).not.toHaveProperty("code");
          ({ version } = await move(made, key, ana));
        }
        const isMovedOn = await happen(event, made);
        const after = await stateOf(key);
        const result = await undo(key, ana, version);
        if (!isMovedOn) {
          expect(result).toMatchObject({ state: before.state });
          expect(await stateOf(key)).toEqual(before);
        } else {
          expect(result).toHaveProperty("code", "REFUSED");
          expect(await stateOf(key)).toEqual(after);
        }
      }),
      { numRuns: 20 },
    );
  },
);
