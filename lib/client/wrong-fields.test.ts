import { expect, test } from "vitest";
import { ApiError } from "./http";
import { findFault, wrongFieldsOf } from "./wrong-fields";

function refusal(...paths: string[]): ApiError {
  return new ApiError({
    type: "urn:counterfoil:problem:invalid",
    title: "Invalid",
    status: 400,
    requestId: "r1",
    code: "INVALID",
    detail: "",
    errors: paths.map((path) => ({ path, message: "No." })),
  });
}

test("names each field that the server can't take, once", () => {
  expect([...wrongFieldsOf(refusal("name", "roles.0.role", "roles.1.role"))]).toEqual([
    "name",
    "roles",
  ]);
});

test("of a list names the place, and the list as a whole by no name", () => {
  const error = refusal("rows.0.value", "rows.12.value", "rows", "rowsMax");
  expect([...wrongFieldsOf(error, "rows")]).toEqual(["0", "12", ""]);
});

test("of anything else that was thrown names none", () => {
  expect(wrongFieldsOf(new Error("gone")).size).toBe(0);
  expect(wrongFieldsOf(null).size).toBe(0);
});

test("an empty field is missing, and only a refused one is wrong", () => {
  expect(findFault(true, "  ")).toBe("missing");
  expect(findFault(true, undefined)).toBe("missing");
  expect(findFault(true, "x".repeat(121))).toBe("wrong");
  expect(findFault(false, "")).toBeNull();
});
