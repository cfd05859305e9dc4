import fc from "fast-check";
import { expect, test } from "vitest";
import { minor } from "../money";
import { listChangedLines, type ExpectedSide } from "./changed-after-sign-off";

function line(tenderId: string, expected: number | null, tenderName: string | null = null) {
  const names = { shiftName: null, tillName: null, tenderName };
  const amount = expected === null ? null : minor(expected);
  return { shiftId: "1", tillId: "T1", tenderId, ...names, expected: amount };
}

test.each<[string, ExpectedSide[], ExpectedSide[], unknown[]]>([
  ["the same under other names", [line("CASH", 1)], [line("CASH", 1, "Efectivo")], []],
  ["another amount", [line("CASH", 100)], [line("CASH", 70)], [[100, 70, -30]]],
  ["a line that came", [], [line("CARD", 5)], [[null, 5, null]]],
  ["a line that went", [line("CARD", 0)], [], [[0, null, null]]],
  [
    "an amount that is no longer provided",
    [line("CARD", 5)],
    [line("CARD", null)],
    [[5, null, null]],
  ],
  ["a count that no sheet expects", [line("MEAL", null)], [], []],
  ["another order", [line("A", 1), line("B", 2)], [line("B", 2), line("A", 1)], []],
])("%s", (_, signed, now, wanted) => {
  const found = listChangedLines(signed, now);
  expect(found.map((each) => [each.signed, each.now, each.change])).toEqual(wanted);
});

const sheets = fc.dictionary(fc.constantFrom("A", "B", "C", "D"), fc.option(fc.integer()), {
  maxKeys: 4,
});

test("both ways tell the same lines, with the sides exchanged", () => {
  fc.assert(
    fc.property(sheets, sheets, (one, other) => {
      const [was, is] = [one, other].map((sheet) =>
        Object.entries(sheet).map(([tenderId, amount]) => line(tenderId, amount)),
      ) as [ExpectedSide[], ExpectedSide[]];
      const there = listChangedLines(was, is).map((each) => [each.tenderId, each.signed, each.now]);
      const back = listChangedLines(is, was).map((each) => [each.tenderId, each.now, each.signed]);
      expect(there.sort()).toEqual(back.sort());
    }),
  );
});
