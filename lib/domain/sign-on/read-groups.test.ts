import { expect, test } from "vitest";
import { readGroups } from "./read-groups";

test("the groups of a list, or of a single value, are read once each", () => {
  expect(readGroups({ groups: ["a", "b", "a", 7, null] }, "groups")).toEqual(["a", "b"]);
  expect(readGroups({ "https://example.test/groups": "a" }, "https://example.test/groups")).toEqual(
    ["a"],
  );
});

test("nobody is in a group that is not stated", () => {
  expect(readGroups({}, "groups")).toEqual([]);
  expect(readGroups({ groups: { a: true } }, "groups")).toEqual([]);
  expect(readGroups({}, "constructor")).toEqual([]);
  expect(readGroups({ groups: ["a".repeat(257)] }, "groups")).toEqual([]);
});

test("groups that were left out are not none", () => {
  const elsewhere = { _claim_names: { groups: "src1" }, _claim_sources: { src1: {} } };
  expect(readGroups(elsewhere, "groups")).toBeNull();
  expect(readGroups(elsewhere, "roles")).toEqual([]);
  expect(readGroups({ hasgroups: true }, "groups")).toBeNull();
  expect(readGroups({ groups: Array.from({ length: 2_001 }, (_, at) => `${at}`) }, "groups")).toBe(
    null,
  );
});
