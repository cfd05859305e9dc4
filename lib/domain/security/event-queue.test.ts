import fc from "fast-check";
import { expect, test } from "vitest";
import { admitEvents } from "./event-queue";

const OPTIONS = { lengthMax: 10, makeDropped: (count: number) => `dropped ${count}` };
const EMPTY = { length: 0, lastId: 0, dropped: 0 };

test("events beyond the length are counted, and the count comes before what follows", () => {
  const full = admitEvents(
    { ...EMPTY, length: 8, lastId: 40 },
    { events: ["a", "b", "c"], missed: 2 },
    OPTIONS,
  );
  expect(full).toEqual({ events: ["a", "b"], lastId: 42, dropped: 3 });
  const still = admitEvents({ ...full, length: 9 }, { events: ["d"], missed: 0 }, OPTIONS);
  expect(still).toEqual({ events: [], lastId: 42, dropped: 4 });
  const open = admitEvents({ ...still, length: 8 }, { events: ["e", "f"], missed: 0 }, OPTIONS);
  expect(open).toEqual({ events: ["dropped 4", "e"], lastId: 44, dropped: 1 });
});

test("whatever comes and goes, nothing is lost uncounted, and the length holds", () => {
  const step = fc.record({ come: fc.nat(15), missed: fc.nat(3), go: fc.nat(12) });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let queue = EMPTY;
      let [all, seen] = [0, 0];
      const makeDropped = (count: number) => count;
      for (const { come, missed, go } of steps) {
        const events = Array.from({ length: come }, () => 1);
        const { lengthMax } = OPTIONS;
        const next = admitEvents(queue, { events, missed }, { lengthMax, makeDropped });
        all += come + missed;
        seen += next.events.reduce((sum, one) => sum + one, 0);
        const length = queue.length + next.events.length;
        expect(length).toBeLessThanOrEqual(lengthMax);
        expect(next.lastId).toBe(queue.lastId + next.events.length);
        expect(seen + next.dropped).toBe(all);
        queue = { ...next, length: Math.max(0, length - go) };
      }
    }),
  );
});
