import { expect, test } from "vitest";
import { eventOf, isWanted, MOVE_EVENTS, WEBHOOK_EVENTS } from "./event";

test("every event is that of some change, and of one kind only", () => {
  const moves = Object.keys(MOVE_EVENTS) as (keyof typeof MOVE_EVENTS)[];
  const events = [
    eventOf({ type: "count" }),
    eventOf({ type: "day" }),
    ...moves.map((move) => eventOf({ type: "move", move })),
  ];
  expect(events.toSorted()).toEqual([...WEBHOOK_EVENTS].toSorted());
});

test.each([
  [[], [], true],
  [["day.closed"], [], true],
  [["day.changed"], [], false],
  [[], ["101"], true],
  [[], ["102"], false],
  [["day.closed"], ["102"], false],
])("events %j of centres %j: %s", (events, centreIds, wanted) => {
  expect(isWanted({ events, centreIds }, "day.closed", "101")).toBe(wanted);
});
