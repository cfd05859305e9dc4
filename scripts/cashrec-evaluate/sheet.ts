/** What a form is written from, and what reading it has to find. Money is in cents. */
export type TrueSheet = {
  centreId: string;
  centreName: string;
  businessDate: string;
  currency: string;
  shifts: TrueShift[];
};

export type TrueShift = {
  shiftId: string;
  shiftName: string;
  tillId: string;
  tillName: string;
  openedAt: string;
  closedAt: string;
  gross: number;
  net: number;
  tickets: number;
  guests: number;
  float: number;
  cashDifference: number;
  tenders: TrueTender[];
  entries: Record<EntryList, TrueEntry[]>;
};

export const TENDER_KINDS = ["cash", "card", "other"] as const;
export type TrueTender = {
  id: string;
  kind: (typeof TENDER_KINDS)[number];
  amount: number;
  declared: number;
};

export const ENTRY_LISTS = [
  "expenses",
  "contributions",
  "withdrawals",
  "deposits",
  "pickups",
] as const;
export type EntryList = (typeof ENTRY_LISTS)[number];
export type TrueEntry = { label: string; amount: number };
