import { describe, expect, test } from "vitest";
import { type GrantedRole, refuseUserChange, sortRoles } from "./permission-change";

const admin: GrantedRole = { centreId: "*", role: "administrator" };
const local: GrantedRole = { centreId: "A", role: "administrator" };
const reviewer: GrantedRole = { centreId: "A", role: "reviewer" };

describe("changing a person", () => {
  // who, roles before, roles after, disabled after, other administrators, refusal
  test.each([
    ["other", [admin], [reviewer], false, 1, null],
    ["other", [admin], [reviewer], false, 0, "last-administrator"],
    ["other", [admin], [local], false, 0, "last-administrator"],
    ["other", [admin], [admin], true, 0, "last-administrator"],
    ["other", [admin], [admin], true, 1, null],
    ["other", [admin, reviewer], [admin], false, 0, null],
    ["other", [reviewer], [], true, 0, null],
    ["own", [admin], [admin, reviewer], false, 5, "own-roles"],
    ["own", [admin, reviewer], [reviewer, admin], false, 0, null],
    ["own", [admin], [admin], true, 5, "own-account"],
  ] as const)("%s %j to %j, disabled %s, %i others: %s", (who, was, is, disabled, others, why) => {
    const refusal = refuseUserChange({
      actorId: "actor",
      userId: who === "own" ? "actor" : "other",
      before: { roles: was, disabled: false },
      after: { roles: is, disabled },
      otherAdministrators: others,
    });
    expect(refusal).toBe(why);
  });

  test("letting someone in again takes nothing away", () => {
    const before = { roles: [admin], disabled: true };
    const after = { roles: [admin], disabled: false };
    const change = { actorId: "a", userId: "b", before, after, otherAdministrators: 0 };
    expect(refuseUserChange(change)).toBeNull();
  });
});

test("roles are kept in one order, each once", () => {
  expect(sortRoles([reviewer, local, admin, reviewer])).toEqual([admin, local, reviewer]);
});
