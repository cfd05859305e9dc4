import { expect, test } from "vitest";
import { noSums } from "./variance";
import { buildTenderRows } from "./tenders";

test("amounts, shares and their change, the largest first", () => {
  const now = [
    tender("card", 3_000),
    tender("cash", 7_000),
    { ...tender("cash", 9), currency: "X" },
  ];
  const { rows, total } = buildTenderRows(
    now,
    [tender("cash", 5_000), tender("old", 5_000)],
    "EUR",
  );
  expect(total.countedMinor).toBe(10_000);
  expect(rows).toMatchObject([
    { tenderId: "cash", share: 0.7, shareBefore: 0.5, change: 0.4 },
    { tenderId: "card", share: 0.3, shareBefore: null, change: null },
  ]);
});

test("nothing is compared with days of far fewer lines", () => {
  const many = { ...tender("cash", 7_000), uncountedLines: 100 };
  const few = { ...tender("cash", 70), uncountedLines: 10 };
  expect(buildTenderRows([many], [few], "EUR").rows[0]).toMatchObject({
    shareBefore: null,
    change: null,
  });
});

test("nothing counted has no share", () => {
  expect(buildTenderRows([tender("cash", 0)], [], "EUR").rows[0]).toMatchObject({ share: null });
});

function tender(tenderId: string, countedMinor: number) {
  return { ...noSums("EUR"), tenderId, tenderName: null, countedMinor };
}
