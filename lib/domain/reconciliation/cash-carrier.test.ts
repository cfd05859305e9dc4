/** The float belongs to the tender that is cash, whatever order the sheet lists them in. */
import { expect, test } from "vitest";
import { findCarrier } from "./cash-carrier";

type Named = [id: string, name: string | null, currency?: string];
const choose = (tenders: Named[], sheetCurrency: string | null = "EUR") => {
  const all = tenders.map(([tenderId, tenderName, currency]) => ({
    tenderId,
    tenderName,
    kind: "cash" as const,
    currency,
  }));
  const found = findCarrier(all, sheetCurrency)?.tenderId;
  expect(findCarrier(all.toReversed(), sheetCurrency)?.tenderId).toBe(found);
  return found;
};

test.each<[string, Named[], string | undefined]>([
  [
    "CASH",
    [
      ["CASH", null],
      ["1", "Efectivo"],
    ],
    "CASH",
  ],
  [
    "the currency of the sheet",
    [
      ["1", "Efectivo USD"],
      ["2", "Efectivo EUR"],
    ],
    "2",
  ],
  [
    "cash and nothing else",
    [
      ["1", "Cash App"],
      ["2", "Bargeld"],
    ],
    "2",
  ],
  [
    "cash of no other currency",
    [
      ["USD", "Dollars"],
      ["2", "Contanti"],
    ],
    "2",
  ],
  ["none that is in another currency", [["1", "Cash", "USD"]], undefined],
])("%s", (_, tenders, id) => {
  expect(choose(tenders)).toBe(id);
});
