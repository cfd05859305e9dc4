import { expect, it } from "vitest";
import { createChance } from "../chance";
import type { Lane } from "./lane";
import { createScheduler } from "./scheduler";

const SEED = 3;

it("lets results of one lane go on in an order that the database does not decide", async () => {
  const [first, second] = [await orderOf(["one", "two"]), await orderOf(["two", "one"])];
  expect(first).toHaveLength(2);
  expect(second).toEqual(first);
});

/** Both stand behind a lock of somebody else, until their results arrive in this order. */
async function orderOf(arriving: readonly string[]): Promise<string[]> {
  const scheduler = createScheduler(createChance(SEED), () => Promise.resolve(true));
  const lane: Lane = {
    number: 1,
    name: "test",
    instance: { number: 1, aheadMs: 0 },
    isDropped: false,
    isOver: false,
    gates: 0,
  };
  const arrive = new Map<string, () => void>();
  const continued: string[] = [];
  const ask = async (name: string) => {
    await scheduler.exchange(
      () => 1,
      () => new Promise<void>((resolve) => arrive.set(name, resolve)),
    );
    continued.push(name);
  };
  const work = scheduler.current.run(lane, async () => {
    await scheduler.gate();
    await Promise.all([ask("one"), ask("two")]);
    lane.isOver = true;
  });
  await scheduler.step();
  for (const name of arriving) arrive.get(name)?.();
  while (!lane.isOver) await scheduler.step();
  await work;
  return continued;
}
