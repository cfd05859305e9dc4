import { expect, test } from "vitest";
import { ROLES, rolesWith } from "../permission";
import { FACTOR_REQUIRED_OF, refuseOnlyProviders, ROLES_WITH_FACTOR } from "./sign-in-rules";

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

test("passwords are not switched off where nobody would get in, or nobody in an emergency", () => {
  const good = {
    isAllowedByOperator: false,
    hasProvider: true,
    isEmergencyAccountGood: true,
    administratorsByProvider: 1,
  };
  expect(refuseOnlyProviders(good)).toBeNull();
  expect(refuseOnlyProviders({ ...good, isAllowedByOperator: true })).toBe("allowed-by-operator");
  expect(refuseOnlyProviders({ ...good, hasProvider: false })).toBe("no-provider");
  expect(refuseOnlyProviders({ ...good, isEmergencyAccountGood: false })).toBe(
    "no-emergency-account",
  );
  expect(refuseOnlyProviders({ ...good, administratorsByProvider: 0 })).toBe("nobody-by-provider");
});
