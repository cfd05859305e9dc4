import { expect, test } from "vitest";
import { findReferences, resolveReferences } from "./personal-reference";

const ID = "00000000-0000-4000-8000-000000000001";
const NAME = `person:${ID}:${"a".repeat(64)}`;
const EMAIL = `person:${ID}:${"b".repeat(64)}`;
const CONTENT = { name: NAME, roles: [{ by: EMAIL }], again: NAME, note: `see ${NAME}`, count: 2 };

test("references are found at any depth, each once, and none within another text", () => {
  expect(findReferences([undefined, null, CONTENT])).toEqual([NAME, EMAIL]);
});

test("a known reference is replaced, and one of nobody stays as it is", () => {
  expect(resolveReferences(CONTENT, { [NAME]: "Ada" })).toEqual({
    ...CONTENT,
    name: "Ada",
    again: "Ada",
  });
});
