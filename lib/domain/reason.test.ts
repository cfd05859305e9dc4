/** The default reasons: each explains something, and each verdict but "matched" has some. */
import { expect, test } from "vitest";
import { VERDICTS, type Verdict } from "./line";
import { REASONS, reasonFits } from "./reason";

test("a reason is written in kebab-case and stands in the list once", () => {
  expect(REASONS.filter((reason) => !/^[a-z]+(-[a-z]+)*$/.test(reason))).toEqual([]);
  expect(new Set(REASONS).size).toBe(REASONS.length);
});

test("every reason explains some verdict, and a line that matched needs none", () => {
  const idle = REASONS.filter((reason) => !VERDICTS.some((verdict) => reasonFits(reason, verdict)));
  expect(idle).toEqual([]);
  expect(reasonsFor("matched")).toEqual([]);
});

test("every verdict with something to explain ends with “other”", () => {
  const open = VERDICTS.filter((verdict) => verdict !== "matched");
  expect(open.map((verdict) => reasonsFor(verdict).at(-1))).toEqual(open.map(() => "other"));
});

test("a float left out explains short, and within tolerance takes what either sign has", () => {
  expect(reasonFits("float-left-out", "short")).toBe(true);
  expect(reasonFits("float-left-out", "over")).toBe(false);
  expect(new Set(reasonsFor("within-tolerance"))).toEqual(
    new Set([...reasonsFor("short"), ...reasonsFor("over")]),
  );
  expect(reasonsFor("uncounted")).toContain("not-open");
  expect(reasonsFor("short")).not.toContain("not-open");
});

function reasonsFor(verdict: Verdict) {
  return REASONS.filter((reason) => reasonFits(reason, verdict));
}
