import { expect, test } from "vitest";
import { refuseReview } from "./access-review";

const FACTS = {
  actorId: "ana",
  userIds: ["bea"],
  isOnlyAdministrator: false,
  decision: "keep",
  isByRule: false,
  administratorsAfter: 2,
} as const;

test("nobody reviews their own access, among others either", () => {
  expect(refuseReview(FACTS)).toBeNull();
  expect(refuseReview({ ...FACTS, userIds: ["bea", "ana"] })).toBe("own-access");
  expect(refuseReview({ ...FACTS, userIds: ["ana"], decision: "revoke" })).toBe("own-access");
});

test("an only administrator may keep their own access, and not revoke it", () => {
  const only = { ...FACTS, userIds: ["ana"], isOnlyAdministrator: true, administratorsAfter: 1 };
  expect(refuseReview(only)).toBeNull();
  expect(refuseReview({ ...only, decision: "revoke" })).toBe("own-access");
});

test("a role by a rule is kept, or the rule changed", () => {
  expect(refuseReview({ ...FACTS, isByRule: true })).toBeNull();
  expect(refuseReview({ ...FACTS, isByRule: true, decision: "revoke" })).toBe("by-rule");
});

test("a review leaves an administrator who can sign in", () => {
  expect(refuseReview({ ...FACTS, decision: "revoke", administratorsAfter: 0 })).toBe(
    "last-administrator",
  );
});
