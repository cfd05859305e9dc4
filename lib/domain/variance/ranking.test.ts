import { expect, test } from "vitest";
import { noSums, type SumsWithTickets } from "./variance";
import { computePosition, rankBy, computeSpan, computeNetSpan } from "./ranking";

const calm = centre("calm", -10, 40, { salesMinor: 100_000, uncountedLines: 5, tickets: 100 });
const loud = centre("loud", -900, 950, { salesMinor: 900_000, uncountedLines: 0, tickets: 10 });
const poor = centre("poor", -500, 0, { salesMinor: null, uncountedLines: 1, tickets: null });
const rows = [calm, loud, poor];

test.each([
  ["net", ["poor", "calm", "loud"]],
  ["absolute", ["loud", "poor", "calm"]],
  ["rate", ["calm", "loud", "poor"]],
  ["tickets", ["loud", "calm", "poor"]],
  ["coverage", ["calm", "poor", "loud"]],
] as const)("by %s", (rank, order) => {
  expect(rankBy(rows, rank).map(({ name }) => name)).toEqual(order);
});

test("what is not known comes last", () => {
  const unknown = { ...noSums("EUR"), name: "unknown" };
  expect(rankBy([unknown, ...rows], "coverage").at(-1)?.name).toBe("unknown");
});

test("marks stand on one scale, with zero on it", () => {
  expect(computeSpan(rows)).toEqual({ low: -900, high: 950 });
  expect(computeNetSpan(rows)).toEqual({ low: -500, high: 50 });
  expect(computePosition({ low: -900, high: 900 }, 0)).toBe(0.5);
  expect(computePosition({ low: 0, high: 0 }, 0)).toBe(0.5);
});

function centre(
  name: string,
  shortMinor: number,
  overMinor: number,
  more: Partial<SumsWithTickets>,
) {
  const lines = { ...noSums("EUR").lines, matched: 10 };
  const sums = { ...noSums("EUR"), shortMinor, overMinor, netMinor: shortMinor + overMinor, lines };
  return { ...sums, ...more, name };
}
