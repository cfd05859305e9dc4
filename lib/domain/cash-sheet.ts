/**
 * Cashrec's record of one centre and business date, in our words. `null` means "not provided by
 * Cashrec" and is never zero; an empty list means that Cashrec says there was nothing.
 */
import type { Minor } from "./money";

export type TenderKind = "cash" | "card" | "voucher" | "other";

export type CashSheet = {
  centreId: string;
  businessDate: string;
  currency: string | null;
  /** Cashrec's own word for the state of the sheet. */
  status: string | null;
  shifts: RegisterShift[];
};

/** One till in one shift. */
export type RegisterShift = {
  shiftId: string;
  shiftName: string | null;
  tillId: string;
  tillName: string | null;
  /** Local wall-clock time, YYYY-MM-DDTHH:MM:SS. */
  openedAt: string | null;
  closedAt: string | null;
  grossSales: SheetAmount | null;
  netSales: SheetAmount | null;
  tickets: number | null;
  /** Mapal: cash fund. */
  float: SheetAmount | null;
  /** Takings per tender; null when the sheet does not list them at all. */
  tenders: SheetTender[] | null;
  /** Paid out of the till. */
  expenses: SheetEntry[] | null;
  contributions: SheetEntry[] | null;
  withdrawals: SheetEntry[] | null;
  deposits: SheetEntry[] | null;
  pickups: SheetEntry[] | null;
  /** Cashrec's own cash difference, kept apart from ours. */
  cashDifference: SheetAmount | null;
};

/** `rounded` when Cashrec's figure had a fraction of a minor unit. */
export type SheetAmount = { amount: Minor; rounded: boolean };

export type SheetTender = {
  tenderId: string;
  tenderName: string | null;
  kind: TenderKind;
  amount: SheetAmount | null;
};

/** A positive amount; the list that it stands in says which way the money went. */
export type SheetEntry = { label: string | null; amount: SheetAmount };
