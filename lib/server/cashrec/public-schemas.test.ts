/**
 * Published schemas of three other systems are read to the cent by a map file and no code. The
 * names of fields are those of their documentation; all values are invented.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { expectedLines } from "@/lib/domain/reconciliation/expected-cash";
import { loadFieldMap } from "./field-map-file";
import { readPayload, readSheets } from "./parse-response";

const FOLDER = "lib/testing/public-schemas";

type Centre = { id: string; currency: string; timeZone: string; dayStartsAt: string };

function readSchema(name: string, { id, currency, timeZone, dayStartsAt }: Centre) {
  const { map } = loadFieldMap(`${FOLDER}/${name}.map.json`);
  const sheets = readSheets(readFileSync(`${FOLDER}/${name}.json`, "utf8"), map, {
    currencies: new Map([[id, currency]]),
    clocks: new Map([[id, { timeZone, dayStartsAt }]]),
    dates: { from: "2019-01-05", to: "2019-01-05" },
  });
  expect(sheets).toHaveLength(1);
  const { sheet, payload } = sheets[0]!;
  const day = { centreId: id, businessDate: "2019-01-05", currency, timeZone, dayStartsAt };
  expect(readPayload(payload, map, day)).toEqual(sheet);
  const lines = expectedLines(sheet, () => null);
  return {
    sheet,
    lines: lines.map(({ shiftId, tillId, tenderId, expected }) => {
      return [shiftId, tillId, tenderId, expected];
    }),
  };
}

describe("a public schema", () => {
  test("Square's cash drawer shifts and their events", () => {
    const { sheet, lines } = readSchema("square", {
      id: "LBAR7",
      currency: "USD",
      timeZone: "America/New_York",
      dayStartsAt: "06:00",
    });
    expect(lines).toEqual([
      ["DR7Q-4410", "POS-1", "CASH", 81_178],
      ["DR7Q-4411", "POS-1", "CASH", 29_999],
    ]);
    expect(sheet).toMatchObject({
      status: "CLOSED",
      currency: "USD",
      shifts: [
        {
          shiftName: "Bar",
          tillName: "Bar till",
          openedAt: "2019-01-05T09:02:11",
          closedAt: "2019-01-05T17:40:05",
          cashDifference: { amount: -75 },
          contributions: [{ label: "Change", amount: { amount: 5_000 } }],
          expenses: [
            { label: "Lemons", amount: { amount: 2_500 } },
            { label: "Stamps", amount: { amount: 707 } },
          ],
        },
        { cashDifference: { amount: 5 }, expenses: [] },
      ],
    });
  });

  test("Loyverse's shifts", () => {
    const { sheet, lines } = readSchema("loyverse", {
      id: "store-9",
      currency: "EUR",
      timeZone: "Europe/Vilnius",
      dayStartsAt: "05:00",
    });
    expect(lines).toEqual([
      ["5b1c-01", "pos-2", "pt-cash", 48_460],
      ["5b1c-01", "pos-2", "pt-card", 56_020],
      ["5b1c-01", "pos-2", "pt-luncheon", 4_900],
    ]);
    expect(sheet.shifts).toMatchObject([
      {
        openedAt: "2019-01-05T08:30:00",
        grossSales: { amount: 101_955 },
        netSales: { amount: 100_935 },
        cashDifference: { amount: -50 },
        tenders: [{ kind: "cash" }, { kind: "card" }, { kind: "voucher" }],
      },
    ]);
  });

  test("Extenda's reconciliation events", () => {
    const { sheet, lines } = readSchema("extenda", {
      id: "BU-12",
      currency: "SEK",
      timeZone: "Europe/Stockholm",
      dayStartsAt: "04:00",
    });
    expect(lines).toEqual([
      ["R-301", "W3", "CASH", 962_050],
      ["R-301", "W3", "CASH-EUR-EUR", null],
      ["R-301", "W3", "30", 2_104_425],
    ]);
    expect(sheet.shifts).toMatchObject([
      {
        closedAt: "2019-01-05T22:45:00",
        float: { amount: 150_000 },
        cashDifference: { amount: -2_000 },
        tenders: [{ kind: "cash" }, { kind: "cash", currency: "EUR" }, { kind: "card" }],
      },
    ]);
  });
});
