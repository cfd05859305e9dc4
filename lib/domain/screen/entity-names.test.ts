/** Which legal entity a list names beside a centre. */
import { expect, test } from "vitest";
import { listEntityNames } from "./entity-names";

test("a centre has the name of its entity, or its id, and others have none", () => {
  const centres = [
    { id: "101", entityId: "ES1" },
    { id: "102", entityId: "gone" },
    { id: "103", entityId: null },
  ];
  expect(listEntityNames({ entities: [{ id: "ES1", name: "One" }], centres })).toEqual([
    ["101", "One"],
    ["102", "gone"],
  ]);
});
