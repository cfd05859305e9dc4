import { expect, test } from "vitest";
import { collectInSlices } from "./collect-in-slices";

test("everything is collected, and other work runs in between", async () => {
  let rounds = 0;
  let isDone = false;
  const countRounds = () => {
    rounds += 1;
    if (!isDone) setImmediate(countRounds);
  };
  setImmediate(countRounds);
  const collected = await collectInSlices(busySteps(8));
  isDone = true;
  expect([...collected]).toEqual(Array.from({ length: 8 }, (_, at) => [`step ${at}`, at]));
  // Each step takes longer than a slice, so that another round follows on each.
  expect(rounds).toBeGreaterThanOrEqual(8);
});

function* busySteps(count: number): Generator<[string, number] | undefined> {
  for (let at = 0; at < count; at += 1) {
    const end = performance.now() + 20;
    while (performance.now() < end);
    yield [`step ${at}`, at];
    yield undefined;
  }
}
