/**
 * The receipts that the second evaluation starts from: real ones from outside the repository where
 * they are present, and otherwise receipts generated from a seed.
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { addDays } from "@/lib/domain/business-date";
import { parseMoney } from "@/lib/domain/money";
import type { Chance } from "../../figures/chance";

const REAL = fileURLToPath(
  new URL("../../../../shared/upstream/pos-sales-2019-q1.csv", import.meta.url),
);
const FIRST_DATE = "2019-01-01";
const DAYS = 89;
const SHIFTS = ["1", "2", "3"];
const CENTRES = ["101", "102", "103"];

export type Receipt = {
  centreId: string;
  date: string;
  shiftId: string;
  tillId: string;
  tenderId: string;
  amount: number;
};

export function areReal(): boolean {
  return existsSync(REAL);
}

export function listReceipts(chance: Chance): Receipt[] {
  return areReal() ? parseReceipts(readFileSync(REAL, "utf8")) : makeReceipts(chance);
}

function parseReceipts(text: string): Receipt[] {
  const [, ...rows] = text.trim().split(/\r?\n/);
  return rows.map((line) => {
    const cells = line.split(",");
    const [invoice = "", branch = "", total = "", day = "", time = "", payment = ""] = [
      cells[0],
      cells[1],
      cells[9],
      cells[10],
      cells[11],
      cells[12],
    ];
    const [month = "", date = "", year = ""] = day.split(/[-/]/);
    return {
      centreId: CENTRES["ABC".indexOf(branch)] ?? branch,
      date: `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`,
      shiftId: time < "13:00" ? "1" : time < "17:00" ? "2" : "3",
      tillId: Number(invoice.at(-1)) % 2 === 1 ? "T1" : "T2",
      tenderId: payment === "Cash" ? "CASH" : payment === "Credit card" ? "CARD" : "EWALLET",
      amount: parseMoney(total, 2)?.amount ?? 0,
    };
  });
}

/** Four receipts a day and centre are as many as the real ones are. */
function makeReceipts(chance: Chance): Receipt[] {
  return CENTRES.flatMap((centreId) =>
    Array.from({ length: DAYS }, (_, index) => addDays(FIRST_DATE, index)).flatMap((date) =>
      Array.from({ length: chance.whole(2, 6) }, () => ({
        centreId,
        date,
        shiftId: chance.pick(SHIFTS),
        tillId: chance.pick(["T1", "T2"]),
        tenderId: chance.pick(["CASH", "CARD", "EWALLET"]),
        amount: Math.round(10 ** (3.5 + 1.5 * chance.unit())),
      })),
    ),
  );
}
