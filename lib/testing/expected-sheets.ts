/** Arranges a cash sheet of one register shift or more, and what is expected of it. */
import type {
  CashSheet,
  RegisterShift,
  SheetAmount,
  SheetTender,
  TenderKind,
} from "../domain/cash-sheet";
import {
  type AgreedFloatOf,
  expectedLines as linesOf,
} from "../domain/reconciliation/expected-cash";
import { minor } from "../domain/money";

export const amount = (value: number, rounded = false): SheetAmount => ({
  amount: minor(value),
  rounded,
});
export const entry = (value: number | null, label: string | null = null) => ({
  label,
  amount: value === null ? null : amount(value),
});
export const tender = (tenderId: string, kind: TenderKind, value: number | null): SheetTender => ({
  tenderId,
  tenderName: `${tenderId} name`,
  kind,
  amount: value === null ? null : amount(value),
});

/** A register shift of which Cashrec provides no figure. */
export const EMPTY_SHIFT: RegisterShift = {
  shiftId: "1",
  shiftName: "Morning",
  tillId: "T1",
  tillName: "Till 1",
  openedAt: null,
  closedAt: null,
  grossSales: null,
  netSales: null,
  tickets: null,
  float: null,
  tenders: null,
  expenses: null,
  contributions: null,
  withdrawals: null,
  deposits: null,
  pickups: null,
  cashDifference: null,
};

export function makeSheet(...shifts: Partial<RegisterShift>[]): CashSheet {
  const all = shifts.map((shift) => ({ ...EMPTY_SHIFT, ...shift }));
  return {
    centreId: "101",
    businessDate: "2026-03-01",
    currency: "EUR",
    status: null,
    shifts: all,
  };
}

export const expectedLines = (sheet: CashSheet, agreed: AgreedFloatOf = () => null) =>
  linesOf(sheet, agreed);
