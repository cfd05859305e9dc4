import { expect, test } from "vitest";
import { isAssured, readAssurance } from "./assurance";

test("class and methods are read as they are stated, and nothing else is", () => {
  expect(readAssurance({ acr: "2", amr: ["pwd", "mfa", "pwd"] })).toEqual({
    acr: "2",
    amr: ["pwd", "mfa"],
  });
  expect(readAssurance({ amr: "mfa" })).toEqual({ acr: null, amr: ["mfa"] });
  expect(readAssurance({ acr: 2, amr: [1, { mfa: true }, "", "x".repeat(201)] })).toEqual({
    acr: null,
    amr: [],
  });
  expect(readAssurance({ amr: Array.from({ length: 50 }, (_, at) => `${at}`) }).amr).toHaveLength(
    20,
  );
});

test.each([
  [{ acr: null, amr: [] }, { acrValues: [], amrValues: [] }, true],
  [{ acr: null, amr: ["pwd"] }, { acrValues: [], amrValues: ["mfa", "hwk"] }, false],
  [{ acr: null, amr: ["pwd", "hwk"] }, { acrValues: [], amrValues: ["mfa", "hwk"] }, true],
  [{ acr: "1", amr: ["mfa"] }, { acrValues: ["2"], amrValues: [] }, false],
  [{ acr: null, amr: ["mfa"] }, { acrValues: ["2"], amrValues: ["mfa"] }, false],
  [{ acr: "2", amr: ["mfa"] }, { acrValues: ["1", "2"], amrValues: ["mfa"] }, true],
  [{ acr: "2", amr: [] }, { acrValues: ["2"], amrValues: ["mfa"] }, false],
])("%o for %o: %s", (assurance, required, expected) => {
  expect(isAssured(assurance, required)).toBe(expected);
});
