import { expect, it } from "vitest";
import { createChance } from "../figures/chance";
import type { Lane } from "./lane";
import { createScheduler } from "./scheduler";

const SEED = 3;

it("lets results of one lane go on in an order that the database does not decide", async () => {
  const [first, second] = [await orderOf(["one", "two"]), await orderOf(["two", "one"])];
  expect(first).toHaveLength(2);
  expect(second).toEqual(first);
});

it("waits also for whom the end of somebody frees who was freed in the same step", async () => {
  const ended = new Set<number>();
  const standing = new Map<number, () => void>();
  /** The second stands behind the first and the third behind the second, until a look finds out. */
  const listBlockers = (pid: number) => {
    const isFree = pid === 1 || ended.has(pid - 1);
    if (isFree) standing.get(pid)?.();
    return Promise.resolve(isFree ? [] : [pid - 1]);
  };
  const scheduler = createScheduler(createChance(SEED), listBlockers);
  const begin = (pid: number) => {
    const lane = makeLane(pid);
    const work = async () => {
      if (pid > 1) await new Promise<void>((resolve) => standing.set(pid, resolve));
      ended.add(pid);
    };
    void scheduler.current.run(lane, async () => {
      await scheduler.gate();
      await scheduler.exchange(() => pid, work);
      lane.isOver = true;
    });
  };
  for (const pid of [3, 2, 1]) {
    begin(pid);
    await scheduler.step();
  }
  expect([...ended]).toEqual([1, 2, 3]);
});

function makeLane(number: number): Lane {
  const instance = { number: 1, aheadMs: 0 };
  return { number, name: "test", instance, isDropped: false, isOver: false, gates: 0 };
}

/** Both stand behind a lock of somebody else, until their results arrive in this order. */
async function orderOf(arriving: readonly string[]): Promise<string[]> {
  const scheduler = createScheduler(createChance(SEED), () => Promise.resolve([9]));
  const lane = makeLane(1);
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
