import { expect, test } from "vitest";
import { limitTrends, rankTrends, summarizeTrends, type TrendFigures } from "./rank-trends";

const PORTO = centre({ centreName: "Porto", now: -900, change: 300, share: 0.5 });
const LYON = centre({ centreName: "Lyon", now: 400, change: 350, share: 0.1, position: "above" });
const CORK = centre({ centreName: "Cork" });

test("what grew most comes first, and what is unknown last in every order", () => {
  const names = (sort: Parameters<typeof rankTrends>[1]) =>
    rankTrends([CORK, PORTO, LYON], sort).map(({ centreName }) => centreName);
  expect(names("change")).toEqual(["Lyon", "Porto", "Cork"]);
  expect(names("share")).toEqual(["Porto", "Lyon", "Cork"]);
  expect(names("now")).toEqual(["Porto", "Lyon", "Cork"]);
  expect(names("name")).toEqual(["Cork", "Lyon", "Porto"]);
});

test("a summary says how many are above their range, and how many would be by chance", () => {
  const many = Array.from({ length: 19 }, () => centre({ position: "inside", direction: "worse" }));
  const foreign = centre({ currency: "GBP", direction: "worse" });
  expect(summarizeTrends([...many, LYON, CORK, foreign], "EUR")).toMatchObject({
    currency: "EUR",
    count: 21,
    judged: 20,
    above: { count: 1, names: ["Lyon"] },
    byChance: 2,
    worse: 19,
    unknown: 2,
  });
});

test("sums are of what can be compared, and the scale is of every row", () => {
  const lisbon = centre({ now: -200, before: 100, change: 100, low: -50, high: 700 });
  const { compared, span } = summarizeTrends([PORTO, lisbon, CORK], "EUR");
  expect(compared).toEqual({ count: 2, now: -1_100, before: 100, change: 400, distance: 100 });
  expect(span).toEqual({ low: -900, high: 700 });
});

test("the first rows of each currency are left, in order", () => {
  const pounds = [centre({ centreName: "Bath", currency: "GBP" }), centre({ currency: "GBP" })];
  const rows = limitTrends([CORK, PORTO, LYON, ...pounds], { sort: "name", limit: 2 });
  expect(rows.map(({ centreName }) => centreName)).toEqual(["Cork", "Lyon", "Bath", "Centre"]);
});

function centre(given: Partial<TrendFigures>): TrendFigures {
  return {
    centreName: "Centre",
    currency: "EUR",
    now: null,
    before: null,
    low: null,
    high: null,
    change: null,
    share: null,
    direction: "unknown",
    position: null,
    ...given,
  };
}
