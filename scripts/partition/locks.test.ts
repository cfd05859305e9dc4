import { expect, test } from "vitest";
import { EMBEDDED_LOCKS, findNeededLocks } from "./locks";

const OF_MONTH = 30;

test("there is room for seven years of all tables in each connection, and more in few", () => {
  expect(findNeededLocks({ ofMonth: OF_MONTH, connections: 100 })).toBe(6 * 84);
  expect(findNeededLocks({ ofMonth: OF_MONTH, connections: 20 })).toBe((10 * OF_MONTH * 84) / 20);
});

test("the embedded server has room for them", () => {
  expect(findNeededLocks({ ofMonth: OF_MONTH, connections: 100 })).toBeLessThan(EMBEDDED_LOCKS);
});
