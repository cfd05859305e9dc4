import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "../business-date";
import { testLevelChanges } from "./level-change";

const dated = (nets: readonly number[]) =>
  nets.map((netMinor, at) => ({ businessDate: addDays("2026-03-02", at), netMinor }));
const testOne = (nets: readonly number[]) => testLevelChanges([dated(nets)])[0] ?? null;

const calm = (days: number) =>
  Array.from({ length: days }, (_, at) => ((at * 137) % 61) * 20 - 600);
const nets = fc.array(fc.integer({ min: -10_000, max: 10_000 }), { maxLength: 50 });

test("fewer days than thirteen say nothing", () => {
  expect(testOne(calm(12))).toBeNull();
  expect(testOne(calm(13))).toMatchObject({ days: 5 });
});

test("a level that changed is unlikely, and its first day is found", () => {
  for (const days of [5, 8, 12, 18]) {
    const moved = calm(35).map((net, at) => (at < 35 - days ? net : net - 2_500));
    const found = testOne(moved);
    expect(found).toMatchObject({ side: "below", days, since: addDays("2026-03-02", 35 - days) });
    expect(found?.p).toBeLessThan(1e-5);
  }
});

test("weekdays that differ are no change", () => {
  const weekly = calm(35).map((net, at) => net + (at % 7 === 5 ? 9_000 : 0));
  expect(testOne(weekly)?.p).toBeGreaterThan(0.05);
});

test("where all series resemble their day before, each has to be more unusual", () => {
  const slow = Array.from({ length: 35 }, (_, at) => Math.round(2_000 * Math.sin(at / 6)));
  const alone = calm(35).map((net, at) => (at < 23 ? net : net - 700));
  const among = testLevelChanges([dated(alone), ...Array.from({ length: 30 }, () => dated(slow))]);
  expect(among[0]?.p).toBeGreaterThan(testOne(alone)?.p ?? 1);
});

test("days that are all alike say nothing", () => {
  expect(testOne(Array.from({ length: 35 }, () => 0))?.p).toBe(1);
});

test("the result turns with the signs, and a constant changes nothing", () => {
  fc.assert(
    fc.property(nets, fc.integer({ min: -5_000, max: 5_000 }), (series, shift) => {
      const found = testOne(series);
      const turned = testOne(series.map((net) => 0 - net));
      const moved = testOne(series.map((net) => net + shift));
      expect(found === null).toBe(series.length < 13);
      if (found === null || turned === null || moved === null) return;
      expect(found.p).toBeGreaterThanOrEqual(0);
      expect(found.p).toBeLessThanOrEqual(1);
      expect(turned.p).toBeCloseTo(found.p, 6);
      expect(moved.p).toBeCloseTo(found.p, 6);
    }),
  );
});
