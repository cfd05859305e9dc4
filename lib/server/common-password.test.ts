import { expect, test } from "vitest";
import { PASSWORD_CHARACTERS_MAX, refusePassword } from "@/lib/domain/password";
import { isCommonPassword, PREFIX_BYTES } from "./common-password";
import common from "./common-passwords.json";

test("the file has the sorted beginnings of 100,000 hashes", () => {
  const bytes = Buffer.from(common.prefixes, "base64");
  expect(common.count).toBe(100_000);
  expect(bytes).toHaveLength(common.count * PREFIX_BYTES);
  const numbers = Array.from({ length: common.count }, (_, at) => bytes.readUInt32BE(at * 4));
  expect(numbers.every((number, at) => at === 0 || number >= (numbers[at - 1] ?? 0))).toBe(true);
});

test.each([
  "chickenwing101",
  "ChickenWing101",
  "chickenwing101!!",
  "zxcasdqwe123",
  "counterstrike",
  "Supernatural2026!",
  "sunshine123456",
])("%s is a leaked password, or little more", (password) => {
  expect(isCommonPassword(password)).toBe(true);
});

test.each([
  "seven green umbrellas",
  "a long phrase for the first start",
  "quite a long phrase for one",
  "sunshine falls on seven umbrellas",
  "\u043f\u044f\u0442\u044c \u0437\u0435\u043b\u0451\u043d\u044b\u0445 \u0437\u043e\u043d\u0442\u043e\u0432",
])("%s is none", (password) => {
  expect(isCommonPassword(password)).toBe(false);
});

test("no kind of character is required, and a long phrase is welcome", () => {
  expect(PASSWORD_CHARACTERS_MAX).toBeGreaterThanOrEqual(64);
  expect(refusePassword("seven green umbrellas ".repeat(3).trim(), "n@example.test")).toBeNull();
});
