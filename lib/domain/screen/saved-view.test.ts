import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { listCentresInQuery, parseViewQuery, formatViewQuery } from "./saved-view";

describe("what a view keeps of an address", () => {
  test.each([
    [[], ""],
    [
      [
        ["centreId", "101"],
        ["centreId", "102"],
        ["preset", "last-week"],
      ],
      "centreId=101&centreId=102&preset=last-week",
    ],
    [
      [
        ["asOf", "2026-03-01T08:00:00Z"],
        ["view", "x"],
        ["tenderId", "a b&c"],
      ],
      "tenderId=a+b%26c",
    ],
    [[["verdict", ""]], ""],
  ] as [[string, string][], string][])("%j is %s", (entries, query) => {
    expect(formatViewQuery(entries)).toBe(query);
  });

  test("is read back as it was", () => {
    const texts = fc.string({ minLength: 1, maxLength: 12 });
    const entries = fc.array(fc.tuple(fc.constantFrom("centreId", "tenderId"), texts));
    fc.assert(
      fc.property(entries, (all) => {
        expect(parseViewQuery(formatViewQuery(all))).toEqual(all);
      }),
    );
  });

  test("names its centres", () => {
    expect(listCentresInQuery("centreId=101&tenderId=7&centreId=B%2F2")).toEqual(["101", "B/2"]);
    expect(listCentresInQuery("")).toEqual([]);
    expect(listCentresInQuery("centreId=%E0%A4%A")).toEqual(["%E0%A4%A"]);
  });
});
