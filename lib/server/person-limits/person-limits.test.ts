/** What is counted of a person is bounded, and forgotten once it limits nothing. */
import { expect, test } from "vitest";
import { createRates } from "./rates";
import { createConcurrency } from "./concurrency";

const LIMIT = { atOnce: 2, waiting: 2 };

test("two run, two wait in their order, and the fifth is refused at once", async () => {
  const concurrency = createConcurrency();
  const order: string[] = [];
  const enter = async (name: string) => {
    const release = await concurrency.enter("file Ana", LIMIT);
    order.push(name);
    return release;
  };
  const [first, second] = [await enter("first"), await enter("second")];
  const third = enter("third");
  const fourth = enter("fourth");
  expect(await concurrency.enter("file Ana", LIMIT)).toBeNull();
  const other = await concurrency.enter("file Ben", LIMIT);
  expect(order).toEqual(["first", "second"]);
  first?.();
  first?.();
  await third;
  expect(order).toEqual(["first", "second", "third"]);
  second?.();
  (await fourth)?.();
  (await third)?.();
  other?.();
  expect(order).toEqual(["first", "second", "third", "fourth"]);
  expect(concurrency.size()).toBe(0);
});

test("each person and kind has a rate of its own, and a flood of names a bounded memory", () => {
  const rates = createRates(100);
  for (let at = 0; at < 10; at += 1) expect(rates.take("read Ana", 10, 0)).toBe(0);
  expect(rates.take("read Ana", 10, 0)).toBe(6);
  expect(rates.take("file Ana", 10, 0)).toBe(0);
  expect(rates.take("read Ana", 10, 6_000)).toBe(0);
  for (let at = 0; at < 5_000; at += 1) rates.take(`read ${at}`, 10, 6_000);
  expect(rates.size()).toBe(100);
  rates.take("read Eve", 10, 600_000);
  expect(rates.size()).toBe(1);
});

test("a request of a kind with a lower rate gives nothing back of one with a higher", () => {
  const rates = createRates();
  for (let at = 0; at < 300; at += 1) expect(rates.take("read Ana", 300, 0)).toBe(0);
  expect(rates.take("read Ana", 300, 2_000)).toBe(0);
  expect(rates.take("computation Ana", 5, 2_000)).toBe(0);
  for (let at = 0; at < 9; at += 1) expect(rates.take("read Ana", 300, 2_000)).toBe(0);
  expect(rates.take("read Ana", 300, 2_000)).toBe(1);
});
