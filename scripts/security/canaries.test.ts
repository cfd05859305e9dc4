import { expect, test } from "vitest";
import { findCanaries, spellingsOf } from "./canaries";

const SECRET = "canary-secret/with+signs and a length";
const canaries = new Map([
  ["secret", SECRET],
  ["pin", "48151623"],
]);
const find = (text: string) => findCanaries(Buffer.from(text, "utf8"), canaries);

test.each([
  ["as it is", `{"password":"${SECRET}"}`],
  ["in an address", `/sign-in?password=${encodeURIComponent(SECRET)}`],
  ["in hexadecimal", `\\\\x${Buffer.from(SECRET).toString("hex")}`],
  ["in base64", Buffer.from(SECRET).toString("base64")],
  ["in base64 behind one byte", Buffer.from(`a${SECRET}`).toString("base64")],
  ["in base64 behind a user name", Buffer.from(`someone:${SECRET}`).toString("base64")],
  ["in base64url in the middle", Buffer.from(`ab${SECRET}cd`).toString("base64url")],
])("a secret is found %s", (_, text) => {
  expect(find(`before ${text} after`)).toEqual(["secret"]);
});

test("another text contains no secret", () => {
  expect(find("canary-secret, and its length")).toEqual([]);
  expect(spellingsOf(SECRET).every((spelling) => spelling.length >= 12)).toBe(true);
});

test("a PIN is found as a number of its own, and not within an id", () => {
  expect(find('{"pin":"48151623"}')).toEqual(["pin"]);
  expect(find("0b5c-48151623-9f, 148151623")).toEqual([]);
});
