/** A stand-in for Cashrec's client: a function makes the sheets, and every request is recorded. */
import { createHash } from "node:crypto";
import type { CashSheet, RegisterShift, SheetTender } from "@/lib/domain/cash-sheet";
import { listDays } from "@/lib/domain/business-date";
import { minor } from "@/lib/domain/money";
import { EMPTY_SHIFT } from "./expected-sheets";
import type { SheetSource } from "@/lib/server/sync/part";

export type Question = { centreIds: string[]; from: string; to: string };

export type StandIn = SheetSource & { asked: Question[] };

/** `sheetOf` returns null where there is no sheet, and throws to fail the whole request. */
export function standIn(
  sheetOf: (centreId: string, businessDate: string) => CashSheet | null,
  before: (question: Question) => Promise<void> = () => Promise.resolve(),
): StandIn {
  const asked: Question[] = [];
  return {
    asked,
    source: "sandbox",
    fieldMapHash: "0".repeat(64),
    breakers: () => ({ isOpen: true, openGroups: 0 }),
    async fetchCashSheets({ centres, from, to }) {
      const question = { centreIds: centres.map(({ id }) => id), from, to };
      asked.push(question);
      await before(question);
      const sheets = question.centreIds.flatMap((id) =>
        listDays({ from, to }).flatMap((date) => sheetOf(id, date) ?? []),
      );
      return sheets.map((sheet) => {
        const payload = JSON.stringify(sheet);
        return { sheet, payload, hash: createHash("sha256").update(payload).digest("hex") };
      });
    },
  };
}

/** `amounts` maps tenders to amounts; CASH is cash and every other tender is a card. */
export function makeShift(
  amounts: Record<string, number | null>,
  partial: Partial<RegisterShift> = {},
): RegisterShift {
  const tenders = Object.entries(amounts).map(([tenderId, amount]): SheetTender => ({
    tenderId,
    tenderName: null,
    kind: tenderId === "CASH" ? "cash" : "card",
    amount: amount === null ? null : { amount: minor(amount), rounded: false },
  }));
  return { ...EMPTY_SHIFT, tenders, expenses: [], ...partial };
}

export function makeSheet(
  centreId: string,
  businessDate: string,
  shifts: RegisterShift[] = [makeShift({ CASH: 100_00, CARD: 50_00 })],
): CashSheet {
  return { centreId, businessDate, currency: "EUR", status: "Closed", shifts };
}
