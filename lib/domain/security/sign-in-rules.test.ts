import { expect, test } from "vitest";
import { ROLES, rolesWith } from "../permission";
import { FACTOR_REQUIRED_OF, ROLES_WITH_FACTOR } from "./sign-in-rules";

test("each choice asks at least those whom the one before it asks", () => {
  const asked = FACTOR_REQUIRED_OF.map((choice) => ROLES_WITH_FACTOR[choice]);
  expect(asked[0]).toEqual([]);
  expect(asked.at(-1)).toEqual(ROLES);
  expect(asked[1]?.every((role) => asked[2]?.includes(role))).toBe(true);
});

test("everybody who closes days or grants rights is a signatory", () => {
  const signing = [...rolesWith("reconciliation:close"), ...rolesWith("user:administer")];
  expect(ROLES_WITH_FACTOR.signatories).toEqual(expect.arrayContaining(signing));
});
