import { expect, test } from "vitest";
import { hashText } from "./hash-text";

test("a hash has eight digits, and another text has another one", () => {
  expect(hashText("")).toBe("811c9dc5");
  expect(hashText("a")).toBe("e40c292c");
  expect(hashText("b")).not.toBe(hashText("a"));
});
