import { expect, test } from "vitest";
import { restrictToCounting } from "./counting-session";
import { type Actor, EVERYWHERE, listPermissions, proveAnywhere, type Role } from "./permission";

test("whatever somebody may do elsewhere, a PIN lets them count in one centre", () => {
  const roles = new Map<string, readonly Role[]>([
    [EVERYWHERE, ["administrator", "approver"]],
    ["A", ["reviewer"]],
    ["B", ["reviewer"]],
  ]);
  const actor: Actor = { userId: "u", name: "U", roles, limitedTo: null };
  const counter = restrictToCounting(actor, "A");
  expect(listPermissions(counter).toSorted()).toEqual([
    "centre:view",
    "thread:view",
    "thread:write",
    "till-count:record",
    "till-count:view",
  ]);
  expect(proveAnywhere(counter, "till-count:record")?.centreIds).toEqual(["A"]);
});
