import { expect, test } from "vitest";
import { type Actor, EVERYWHERE, proveAnywhere, type Role } from "./permission";
import { listCentresWith } from "./permitted-centres";

const actor = (roles: Record<string, Role[]>): Actor => ({
  userId: "somebody",
  name: "Somebody",
  roles: new Map(Object.entries(roles)),
  limitedTo: null,
});

function closable(who: Actor) {
  const scope = proveAnywhere(who, "reconciliation:view");
  return scope === null ? undefined : listCentresWith(who, "period:close", scope);
}

test("every centre of the reader is not listed by its id", () => {
  expect(closable(actor({ [EVERYWHERE]: ["approver"] }))).toBeNull();
  expect(closable(actor({ A: ["approver"], B: ["approver"] }))).toBeNull();
});

test("some centres are listed, also beside a role everywhere that does not permit it", () => {
  expect(closable(actor({ A: ["approver"], B: ["reviewer"] }))).toEqual(["A"]);
  expect(closable(actor({ [EVERYWHERE]: ["auditor"], B: ["approver"] }))).toEqual(["B"]);
  expect(closable(actor({ A: ["reviewer"] }))).toEqual([]);
});
