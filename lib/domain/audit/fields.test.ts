import { expect, test } from "vitest";
import { readPath } from "./fields";

test("a path is read as names and positions, and what has no words is kept", () => {
  expect(readPath("roles.0.centreId")).toEqual([
    { field: "roles" },
    { position: 1 },
    { field: "centreId" },
  ]);
  expect(readPath("unheardOf")).toEqual([{ other: "unheardOf" }]);
});
