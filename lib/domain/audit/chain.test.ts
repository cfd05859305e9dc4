/**
 * entryText is what is hashed; findBreak and findCut name the first entry that is not intact, and
 * why.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Anchor,
  type ChainedFields,
  findArchived,
  formatEntry,
  findBreak,
  findCut,
  type Link,
  ROOT,
} from "./chain";

const FIELDS: ChainedFields = {
  id: 7,
  at: 1_546_300_800_123,
  actorId: null,
  action: "till-count.recorded",
  centreId: "101",
  businessDate: "2019-01-05",
  origin: "",
  before: null,
  after: '{"countedMinor":5}',
};

describe("the text of an entry", () => {
  test("has every field in its place, and tells an empty one from none", () => {
    expect(formatEntry(FIELDS).split("\u001f")).toEqual([
      "=7",
      "=1546300800123",
      "",
      "=till-count.recorded",
      "=101",
      "=2019-01-05",
      "=",
      "",
      '={"countedMinor":5}',
    ]);
  });

  test("differs whenever a field differs", () => {
    const text = fc.string().filter((value) => !value.includes("\u001f"));
    const maybe = fc.option(text);
    const fields = fc.record({
      id: fc.nat(),
      at: fc.nat(),
      action: text,
      actorId: maybe,
      centreId: maybe,
      businessDate: maybe,
      origin: maybe,
      before: maybe,
      after: maybe,
    });
    const same = (one: ChainedFields, other: ChainedFields) =>
      (Object.keys(FIELDS) as (keyof ChainedFields)[]).every((name) => one[name] === other[name]);
    fc.assert(
      fc.property(fields, fields, (one, other) => {
        expect(formatEntry(one) === formatEntry(other)).toBe(same(one, other));
      }),
    );
  });
});

const HEAD: Anchor = { id: 4, hash: "a" };
const LINK: Link = { id: 5, previousHash: "a", hash: "b", computedHash: "b" };

// what was done, the link, the anchor, what is found
test.each<[string, Link, Anchor | null, ReturnType<typeof findBreak>]>([
  ["nothing", LINK, null, null],
  ["nothing, and the entry is the anchored one", LINK, { id: 5, hash: "b" }, null],
  ["nothing, and another is anchored", LINK, { id: 3, hash: "x" }, null],
  ["an entry removed", { ...LINK, id: 7 }, null, { id: 5, fault: "missing" }],
  ["an id used twice", { ...LINK, id: 4 }, null, { id: 4, fault: "out-of-place" }],
  ["a field changed", { ...LINK, computedHash: "c" }, null, { id: 5, fault: "content-changed" }],
  [
    "the entry before replaced",
    { ...LINK, previousHash: "c" },
    null,
    { id: 5, fault: "link-broken" },
  ],
  ["all rewritten", LINK, { id: 5, hash: "x" }, { id: 5, fault: "not-as-anchored" }],
])("with %s", (_what, link, anchor, expected) => {
  expect(findBreak(HEAD, link, anchor)).toEqual(expected);
});

test("nothing comes before the first entry", () => {
  const first = { ...LINK, id: 1, previousHash: ROOT.hash };
  expect(findBreak(ROOT, first, null)).toBeNull();
  expect(findBreak(ROOT, { ...first, id: 0 }, null)).toEqual({ id: 0, fault: "out-of-place" });
  expect(findBreak(ROOT, { ...first, previousHash: "" }, null)?.fault).toBe("link-broken");
});

test("a tail that was cut off is missed only where it was anchored", () => {
  expect(findCut(HEAD, null)).toBeNull();
  expect(findCut(HEAD, HEAD)).toBeNull();
  expect(findCut(HEAD, { id: 9, hash: "z" })).toEqual({ id: 5, fault: "cut-off" });
});

test("what was recorded of an archived entry is in the archive, but for the last one", () => {
  expect(findArchived(HEAD, null)).toBeNull();
  expect(findArchived(HEAD, ROOT)).toBeNull();
  expect(findArchived(HEAD, { id: 5, hash: "z" })).toBeNull();
  expect(findArchived(HEAD, HEAD)).toBeNull();
  expect(findArchived(HEAD, { id: 4, hash: "z" })).toEqual({ id: 4, fault: "not-as-anchored" });
  expect(findArchived(HEAD, { id: 3, hash: "z" })).toEqual({ id: 3, fault: "archived" });
});
