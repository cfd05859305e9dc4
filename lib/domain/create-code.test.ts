import { expect, test } from "vitest";
import { createCode } from "./create-code";

test("a code has letters, digits and hyphens, and is not taken", () => {
  const code = (name: string, taken: string[] = []) =>
    createCode(name, "type", (one) => taken.includes(one));
  expect(code("Café & Crème")).toBe("cafe-creme");
  expect(code("Ice", ["ice", "ice-2"])).toBe("ice-3");
  expect(code("7!")).toBe("type");
  expect(code("x".repeat(90))).toHaveLength(36);
});
