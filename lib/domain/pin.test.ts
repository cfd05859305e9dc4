import { expect, test } from "vitest";
import { refusePin } from "./pin";

test.each([
  ["0000", "repetitive"],
  ["1212", "repetitive"],
  ["123123", "repetitive"],
  ["1234", "sequence"],
  ["876543", "sequence"],
  ["2580", null],
  ["19751112", null],
] as const)("the PIN %s is refused as %s", (pin, reason) => {
  expect(refusePin(pin)).toBe(reason);
});
