import { expect, test } from "vitest";
import { readTypedIds } from "./typed-ids";

test("ids are divided by anything that no id contains, and a range is all of its numbers", () => {
  expect(readTypedIds("7, A-1;B\n008-010 7", 200)).toEqual({
    kind: "ids",
    ids: ["7", "A-1", "B", "008", "009", "010"],
  });
});

test("what can't be tried is told", () => {
  expect(readTypedIds(" , ", 200)).toEqual({ kind: "missing" });
  expect(readTypedIds("1-999999999999", 200)).toEqual({ kind: "many" });
  expect(readTypedIds("1 2 3", 2)).toEqual({ kind: "many" });
  expect(readTypedIds("1 ¿2", 200)).toEqual({ kind: "wrong", id: "¿2" });
});
