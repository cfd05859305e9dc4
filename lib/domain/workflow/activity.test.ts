import { expect, test } from "vitest";
import { listActivity } from "./activity";

const reviewed = { action: "day.reviewed", by: "Ana", at: "2026-11-25T09:00:00.000Z" };
const recorded = { action: "till-count.recorded", by: "Luis", at: "2026-11-25T00:44:00.000Z" };
const count = { countedBy: "Luis", countedAt: "2026-11-25T00:44:00.000Z" };

test("a day that somebody counted has an activity, even without an entry of it", () => {
  expect(listActivity([], [count])).toEqual([recorded]);
  const second = { countedBy: "Marie", countedAt: "2026-11-25T01:10:00.000Z" };
  expect(listActivity([reviewed], [count, second]).map(({ by }) => by)).toEqual([
    "Ana",
    "Marie",
    "Luis",
  ]);
});

test("a count that the trail tells is not listed twice", () => {
  expect(listActivity([reviewed, recorded], [count])).toEqual([reviewed, recorded]);
  const imported = { action: "till-counts.imported", by: "Luis", at: recorded.at };
  expect(listActivity([imported], [count, count])).toEqual([imported]);
});

test("what the product counted has no person", () => {
  expect(listActivity([], [{ ...count, countedBy: "" }])[0]?.by).toBeNull();
});
