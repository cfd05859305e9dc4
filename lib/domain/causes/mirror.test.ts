import { expect, test } from "vitest";
import { findMirror } from "./mirror";

const CASH = { shiftId: "1", tillId: "T1", tenderId: "CASH" };
const facts = (partial: object) => ({ amountMinor: 40_00, otherMinor: 40_00, ...partial });

test("the other side of a swap is the line that the cause names", () => {
  expect(findMirror({ kind: "wrong-tender", facts: facts({ tenderId: "CARD" }) }, CASH)).toEqual({
    ...CASH,
    tenderId: "CARD",
  });
  const till = facts({ shiftId: "1", tillId: "T2", tenderId: "CASH" });
  expect(findMirror({ kind: "wrong-till", facts: till }, CASH)).toEqual({ ...CASH, tillId: "T2" });
});

test("other causes, and those that name the line itself, have no other side", () => {
  expect(findMirror({ kind: "float-left-out", facts: facts({ tillId: "T2" }) }, CASH)).toBeNull();
  expect(findMirror({ kind: "wrong-shift", facts: facts({}) }, CASH)).toBeNull();
  expect(findMirror({ kind: "wrong-day", facts: facts({ tillId: "T2" }) }, CASH)).toBeNull();
});
