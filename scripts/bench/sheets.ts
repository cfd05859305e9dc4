/** Cash sheets for the benchmark as JSON on disk: a file per centre, a line per business date. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listDays } from "@/lib/domain/business-date";
import { createRandom } from "../figures/report";

export const RANGE = { from: "2026-10-01", to: "2026-10-31" };
const CENTRES = 991;
const SHIFTS = [1, 2, 3, 4, 5, 6, 7];
const TENDERS = [
  { id: "CASH", name: "Cash" },
  { id: "CARD", name: "Credit card" },
  { id: "EWALLET", name: "E-wallet" },
  { id: "MEAL", name: "Meal voucher" },
];
export const ROWS_PER_SHEET = SHIFTS.length * TENDERS.length;

/** 991 centres, a month, 28 tender rows a sheet: 860,188 rows. */
export function writeSheets(dir: string, scale: number): string[] {
  mkdirSync(dir, { recursive: true });
  const count = Math.max(1, Math.round(CENTRES * scale));
  const centreIds = Array.from({ length: count }, (_, index) => String(10_000 + index));
  for (const centreId of centreIds) {
    const lines = listDays(RANGE).map((date) => JSON.stringify(buildSheet(centreId, date)));
    writeFileSync(join(dir, centreId), lines.join("\n"));
  }
  return centreIds;
}

/** Returns the response to one request, as its text over the wire. */
export function responseText(
  dir: string,
  { centreIds, from, to }: { centreIds: readonly string[]; from: string; to: string },
): string {
  const dates = listDays(RANGE);
  const sheets = centreIds.flatMap((centreId) =>
    readFileSync(join(dir, centreId), "utf8")
      .split("\n")
      .filter((_, index) => {
        const date = dates[index] ?? "";
        return from <= date && date <= to;
      }),
  );
  return `[${sheets.join(",")}]`;
}

function buildSheet(centreId: string, date: string) {
  const roll = createRandom(Number(centreId) * 400 + Number(date.slice(-2)));
  const money = (below: number) => roll(below) / 100;
  return {
    centerId: Number(centreId),
    centerName: `Centre ${centreId}`,
    businessDay: `${date}T00:00:00`,
    currencyId: "EUR",
    status: "Closed",
    shifts: SHIFTS.map((shift) => ({
      shiftId: shift,
      shiftName: `Shift ${shift}`,
      tillId: `T${1 + (shift % 3)}`,
      tillName: `Till ${1 + (shift % 3)}`,
      openedAt: `${date}T08:00:00`,
      closedAt: `${date}T16:00:00`,
      grossSales: money(500_000),
      netSales: money(400_000),
      numChecks: roll(200),
      cashFund: 150,
      payments: TENDERS.map(({ id, name }) => ({
        paymentTypeId: id,
        paymentType: name,
        amount: money(200_000),
      })),
      expenses: roll(3) === 0 ? [{ concept: "Bread", amount: money(5_000) }] : [],
      movements: [],
      deposits: [],
      pickups: [],
    })),
  };
}
