import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY_STATES } from "../day";
import {
  decideUndo,
  isUndoable,
  listMovesInForce,
  listSignatures,
  MOVE_ROWS,
  UNDO_SECONDS_MAX,
  type UndoFacts,
} from "./undo";
import { findReview, type MoveName } from "./workflow";

const MINE = { actorId: "rey", version: 7 };
const LAST = {
  move: "closure",
  from: "approved",
  actorId: "rey",
  version: 7,
  ageSeconds: 3,
} as const;
const FACTS: UndoFacts = { version: 7, periodClosed: false, last: LAST };

test("who has just moved a day takes it back to where it was", () => {
  expect(decideUndo(FACTS, MINE)).toEqual({ to: "approved", move: "closure", refused: null });
});

test.each([
  ["nothing-to-undo", { ...FACTS, last: null }],
  ["nothing-to-undo", { ...FACTS, last: { ...LAST, move: "reopening" } }],
  ["nothing-to-undo", { ...FACTS, last: { ...LAST, move: "undo" } }],
  ["moved-on", { ...FACTS, version: 8 }],
  ["moved-on", { ...FACTS, version: 8, last: { ...LAST, version: 8 } }],
  ["moved-on", { ...FACTS, last: { ...LAST, version: null } }],
  ["made-by-another", { ...FACTS, last: { ...LAST, actorId: "ana" } }],
  ["made-by-another", { ...FACTS, last: { ...LAST, actorId: null } }],
  ["too-late", { ...FACTS, last: { ...LAST, ageSeconds: UNDO_SECONDS_MAX + 0.001 } }],
  ["period-closed", { ...FACTS, periodClosed: true }],
] as const)("it is refused as %s", (refused, facts) => {
  expect(decideUndo(facts, MINE)).toEqual({ refused });
});

const version = fc.integer({ min: 1, max: 4 });
const person = fc.constantFrom("rey", "ana");

test("an undo leads to where the day came from, and only while nothing else has happened", () => {
  const last = fc.record({
    move: fc.constantFrom(...MOVE_ROWS),
    from: fc.constantFrom(...DAY_STATES),
    actorId: person,
    version: fc.option(version),
    ageSeconds: fc.double({ min: 0, max: 2 * UNDO_SECONDS_MAX, noNaN: true }),
  });
  const facts = fc.record({ version, periodClosed: fc.boolean(), last: fc.option(last) });
  const by = fc.record({ actorId: person, version });
  fc.assert(
    fc.property(facts, by, (day, asked) => {
      const decision = decideUndo(day, asked);
      const isSame =
        day.last !== null &&
        isUndoable(day.last.move) &&
        day.last.version === asked.version &&
        day.version === asked.version &&
        day.last.actorId === asked.actorId &&
        day.last.ageSeconds <= UNDO_SECONDS_MAX &&
        !day.periodClosed;
      expect(decision.refused === null).toBe(isSame);
      if (decision.refused === null) expect(decision.to).toBe(day.last?.from);
    }),
  );
});

type Step = { move: MoveName; actorId: string; isByRule: boolean; isUndone: boolean };

test("four eyes are judged as if an undone move had not been made", () => {
  const move = fc.constantFrom<MoveName>("review", "approval", "closure", "reopening");
  const step = fc.record({
    move,
    actorId: person,
    isByRule: fc.boolean(),
    isUndone: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (made) => {
      const steps: Step[] = made.map((each) => {
        return { ...each, isUndone: each.isUndone && isUndoable(each.move) };
      });
      const rows = steps.flatMap(({ isUndone, ...row }) =>
        isUndone ? [row, { ...row, move: "undo" as const }] : [row],
      );
      const inForce = steps
        .filter(({ isUndone }) => !isUndone)
        .map(({ isUndone: _, ...row }) => row);
      expect(listMovesInForce(rows)).toEqual(inForce);
      expect(findReview(listMovesInForce(rows))).toEqual(findReview(inForce));
      const reopened = inForce.findLastIndex(({ move: name }) => name === "reopening");
      expect(listSignatures(rows)).toEqual(inForce.slice(reopened + 1));
    }),
  );
});
