/** Which roles a list names of somebody who has many. */
import { expect, test } from "vitest";
import { listNamedCentres, listNamedRoles } from "./named-roles";

const at = (centreId: string) => ({ centreId, role: "counter" as const });

test("the first roles of a kind are named, and the others counted", () => {
  const roles = [...["a", "b", "c", "d", "e"].map(at), { nodeId: "n", role: "auditor" as const }];
  expect(listNamedRoles(roles)).toMatchObject([
    { role: "counter", isEverywhere: false, named: ["a", "b", "c"].map(at), more: 2 },
    { role: "auditor", named: [{ nodeId: "n" }], more: 0 },
  ]);
  expect(listNamedCentres(roles)).toEqual(["a", "b", "c"]);
});

test("of a role everywhere, no centre is named", () => {
  const roles = [at("a"), at("*")];
  expect(listNamedRoles(roles)).toMatchObject([{ isEverywhere: true, named: [] }]);
  expect(listNamedCentres(roles)).toEqual([]);
});
