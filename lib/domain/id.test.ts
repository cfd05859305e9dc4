import { expect, test } from "vitest";
import { isId } from "./id";

// text, is it an id
test.each([
  ["101", true],
  [" Évora 2/A-1 ", true],
  ["चाय", true],
  ["a".repeat(64), true],
  ["a".repeat(65), false],
  ["", false],
  [" ", false],
  [".hidden", false],
  ["1,2", false],
  ["a\tb", false],
])("%j is an id: %s", (text, is) => {
  expect(isId(text)).toBe(is);
});
