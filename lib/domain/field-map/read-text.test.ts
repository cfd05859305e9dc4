/** Ids that differ stay different, and no character is broken. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isId } from "../id";
import { readId, readText } from "./read-text";

describe("ids", () => {
  test.each([
    [101, "101"],
    ["T1", "T1"],
    [" Caja nº 1 ", "Caja nº 1"],
    ["चाय", "चाय"],
    ["Cafe\u0301", "Café"],
    ["--", undefined],
    [true, undefined],
  ])("%s is %s", (value, id) => {
    expect(readId(value)).toBe(id);
  });

  test("that do not fit keep what fits, and get a mark", () => {
    expect(readId("Till #1, left")).toMatch(/^Till -1- left\.[0-9a-f]{8}$/);
    expect(readId("x".repeat(80))).toMatch(/^x{50}\.[0-9a-f]{8}$/);
    expect(readId(-1)).toMatch(/^1\.[0-9a-f]{8}$/);
    expect(readId("👩‍👧 1")).toMatch(/^1\.[0-9a-f]{8}$/);
  });

  test("that differ by a sign or any one character stay different", () => {
    const signs = ["T1", "+T1", "-T1", "#T1", "T+1", "T-1", "T#1", "T*1", "T 1", "T1+", "T1-"];
    expect(new Set(signs.map(readId)).size).toBe(signs.length);
    expect(readId(-5)).not.toBe(readId(5));
  });

  test("fit, or are none; and each other id is another one", () => {
    const ids = fc.string({ unit: "binary", minLength: 1, maxLength: 90 });
    const bare = (text: string) => text.trim().normalize("NFC");
    fc.assert(
      fc.property(ids, ids, (one, other) => {
        const [left, right] = [readId(one), readId(other)];
        if (left !== undefined) expect(isId(left)).toBe(true);
        if (left !== undefined && bare(one) !== bare(other)) expect(left).not.toBe(right);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("texts", () => {
  test("have no control characters, and an empty one is none", () => {
    const read = [" a\u0000b ", "", null].map((text) => readText(text));
    expect(read).toEqual(["a b", null, null]);
  });

  test("keep surrogate pairs and combining marks, and lose halves", () => {
    expect(readText("Café 👩‍👧 चाय")).toBe("Café 👩‍👧 चाय");
    expect(readText("a\ud83d")).toBe("a\ufffd");
  });

  test("are cut at a whole character", () => {
    const flags = "🇮🇳".repeat(40);
    expect(readText(flags)).toBe("🇮🇳".repeat(30));
    expect(readText(`${"a".repeat(119)}e\u0301`)).toBe("a".repeat(119));
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 60, maxLength: 200 }), (text) => {
        const read = readText(text);
        expect(read ?? "").not.toMatch(/\p{Surrogate}/u);
        expect((read ?? "").length).toBeLessThanOrEqual(120);
      }),
    );
  });
});
