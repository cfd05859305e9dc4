import { describe, expect, test } from "vitest";
import {
  hasForm,
  isListOf,
  isMapOf,
  isNullOr,
  isOneOf,
  isText,
  isWhole,
  jsonOf,
} from "./type-guards";

const isCount = hasForm<{ kind: "count"; pieces: number[]; note: string | null }>({
  kind: isOneOf(["count"]),
  pieces: isListOf(isWhole),
  note: isNullOr(isText),
});

describe("what was kept", () => {
  test("has every member, and may have more", () => {
    expect(isCount({ kind: "count", pieces: [], note: null })).toBe(true);
    expect(isCount({ kind: "count", pieces: [1, 2], note: "till 2", since: 1 })).toBe(true);
  });

  test.each([
    null,
    [],
    "count",
    { kind: "count", pieces: [1] },
    { kind: "float", pieces: [1], note: null },
    { kind: "count", pieces: [1, 0.5], note: null },
    { kind: "count", pieces: [1, "2"], note: null },
    { kind: "count", pieces: { 0: 1 }, note: null },
    { kind: "count", pieces: [1], note: 2 },
  ])("%j is none of it", (value) => {
    expect(isCount(value)).toBe(false);
  });

  test("is a map whatever its names are", () => {
    expect(isMapOf(isText)({ a: "1", b: "" })).toBe(true);
    expect(isMapOf(isText)({ a: "1", b: 2 })).toBe(false);
    expect(isMapOf(isText)(["1"])).toBe(false);
  });

  test("is nothing when it was cut off", () => {
    expect(jsonOf('{"a":1')).toBeNull();
    expect(jsonOf('{"a":1}')).toEqual({ a: 1 });
  });
});
