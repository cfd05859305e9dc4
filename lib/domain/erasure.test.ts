import { expect, test } from "vitest";
import { nameErased, refuseErasure } from "./erasure";

const FACTS = { actorId: "a", userId: "b", isLastAdministrator: false, openDays: 0 };

test("somebody whose days are closed can be erased by another", () => {
  expect(refuseErasure(FACTS)).toBeNull();
});

test.each([
  ["own-account", { userId: "a" }],
  ["last-administrator", { isLastAdministrator: true }],
  ["open-days", { openDays: 1 }],
])("it is refused: %s", (refusal, facts) => {
  expect(refuseErasure({ ...FACTS, ...facts })).toBe(refusal);
});

test("an erased person is a number, with an address that no mail reaches", () => {
  expect(nameErased(7)).toEqual({ name: "Erased person 7", email: "erased-7@erased.invalid" });
});
