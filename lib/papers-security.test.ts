/** The responses to ASVS stay true: each requirement has one, and the evidence exists. */
import { expect, test } from "vitest";
import { findFaults, readRequirements } from "@/scripts/security/asvs";

test("each requirement of docs/security/asvs names tests and files that exist", () => {
  expect(findFaults(readRequirements())).toEqual([]);
});
