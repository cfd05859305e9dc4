import { expect, test } from "vitest";
import { rankTrends, summarizeTrends, type TrendFigures } from "./rank-trends";

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
  expect(summarizeTrends([...many, LYON, CORK])).toEqual({
    judged: 20,
    above: [LYON],
    byChance: 2,
    worse: 19,
    unknown: 2,
  });
});

function centre(given: Partial<TrendFigures>): TrendFigures {
  return {
    centreName: "Centre",
    now: null,
    change: null,
    share: null,
    direction: "unknown",
    position: null,
    ...given,
  };
}
