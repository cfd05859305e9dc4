/** listChanges: before, after, and the lines that a reader sees. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Change, listChanges } from "./diff";

test.each<[string, unknown, unknown, Change[]]>([
  ["an entry that says nothing", null, null, []],
  ["what came new", null, { a: 1 }, [{ path: "a", before: undefined, after: 1, kind: "added" }]],
  ["what went", { a: 1 }, null, [{ path: "a", before: 1, after: undefined, kind: "removed" }]],
  [
    "fields that changed, stayed, came and went, in this order",
    { version: 1, tillId: "T1", gone: true },
    { version: 2, tillId: "T1", countedMinor: 5 },
    [
      { path: "version", before: 1, after: 2, kind: "changed" },
      { path: "tillId", before: "T1", after: "T1", kind: "same" },
      { path: "countedMinor", before: undefined, after: 5, kind: "added" },
      { path: "gone", before: true, after: undefined, kind: "removed" },
    ],
  ],
  [
    "what lies deep, and what is empty",
    { roles: [{ centreId: "*", role: "auditor" }], none: {} },
    { roles: [], none: null },
    [
      { path: "roles", before: undefined, after: "[]", kind: "added" },
      { path: "none", before: "{}", after: null, kind: "changed" },
      { path: "roles.0.centreId", before: "*", after: undefined, kind: "removed" },
      { path: "roles.0.role", before: "auditor", after: undefined, kind: "removed" },
    ],
  ],
  ["one value alone", "a", "b", [{ path: "", before: "a", after: "b", kind: "changed" }]],
])("%s", (_what, before, after, expected) => {
  expect(listChanges(before, after)).toEqual(expected);
});

test("nothing changes between a value and itself, and sides swap with their roles", () => {
  const swapped = { added: "removed", removed: "added", changed: "changed", same: "same" };
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (one, other) => {
      expect(listChanges(one, one).every(({ kind }) => kind === "same")).toBe(true);
      const back = new Map(listChanges(other, one).map((change) => [change.path, change]));
      for (const { path, before, after, kind } of listChanges(one, other)) {
        expect(back.get(path)).toEqual({
          path,
          before: after,
          after: before,
          kind: swapped[kind],
        });
      }
    }),
  );
});
