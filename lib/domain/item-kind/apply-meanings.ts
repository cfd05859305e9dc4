/**
 * Takes tips, gift cards and roundings of a cash sheet out of its takings and entries, so that
 * expected cash has them as steps of their own. What a till should hold does not change by it,
 * except by tenders whose money is in the till beside the cash tender.
 */
import type {
  CashSheet,
  RegisterShift,
  SheetAmount,
  SheetEntry,
  SheetTender,
  SpecialEntry,
} from "../cash-sheet";
import { minor, negate } from "../money";
import { CASH, findCarrier } from "../reconciliation/cash-carrier";
import { type Meanings, normalizeItem, type TenderMeaning } from "./item-kind";

/** Returns the same sheet where nothing of it is meant, as for most sheets. */
export function applyMeanings(sheet: CashSheet, meanings: Meanings | null): CashSheet {
  if (meanings === null) return sheet;
  const shifts = sheet.shifts.map((shift) => applyToShift(shift, meanings, sheet.currency));
  const isChanged = shifts.some((shift, index) => shift !== sheet.shifts[index]);
  return isChanged ? { ...sheet, shifts } : sheet;
}

function applyToShift(
  shift: RegisterShift,
  meanings: Meanings,
  currency: string | null,
): RegisterShift {
  const tenders = applyToTenders(shift.tenders, meanings, currency);
  const lists = (["expenses", "contributions", "withdrawals"] as const).map((name) => {
    return { name, ...takeEntries(shift[name], meanings, name === "contributions") };
  });
  const special = [...tenders.special, ...lists.flatMap((list) => list.special)];
  if (special.length === 0 && tenders.tenders === shift.tenders) return shift;
  const left = Object.fromEntries(lists.map(({ name, entries }) => [name, entries]));
  return {
    ...shift,
    ...left,
    tenders: tenders.tenders,
    special: [...(shift.special ?? []), ...special],
  };
}

type Taken = { entries: SheetEntry[] | null; special: SpecialEntry[] };

const ENTRY_TERMS = { "gift-card-sold": "gift-cards", tip: "tips", rounding: "rounding" } as const;

function takeEntries(
  entries: SheetEntry[] | null,
  { entries: meanings }: Meanings,
  comesIn: boolean,
): Taken {
  if (entries === null || meanings.size === 0) return { entries, special: [] };
  const special: SpecialEntry[] = [];
  const left = entries.filter(({ label, amount }) => {
    const meaning = label === null ? undefined : meanings.get(normalizeItem("entry", label));
    if (meaning === undefined) return true;
    special.push({ term: ENTRY_TERMS[meaning], label, amount: comesIn ? amount : turn(amount) });
    return false;
  });
  return { entries: special.length === 0 ? entries : left, special };
}

/** The tenders that make lines of their own, by what they are. */
const APART_KINDS: Partial<Record<TenderMeaning, SheetTender["kind"]>> = {
  "gift-card-redeemed": "gift-card",
  "gift-card-sold-apart": "gift-card-sale",
  "tip-apart": "tip",
};

function applyToTenders(
  tenders: SheetTender[] | null,
  { tenders: meanings }: Meanings,
  currency: string | null,
): { tenders: SheetTender[] | null; special: SpecialEntry[] } {
  if (tenders?.some(({ tenderId }) => meanings.has(tenderId)) !== true) {
    return { tenders, special: [] };
  }
  const left: SheetTender[] = [];
  const special: SpecialEntry[] = [];
  const within: SheetTender[] = [];
  for (const tender of tenders) {
    const meaning = meanings.get(tender.tenderId);
    const kind = meaning === undefined ? tender.kind : APART_KINDS[meaning];
    if (kind !== undefined) left.push(kind === tender.kind ? tender : { ...tender, kind });
    else if (meaning?.endsWith("-in-till") === true) special.push(specialOf(tender, meaning));
    else within.push(tender);
  }
  const parts = within.map((tender) => {
    return specialOf(tender, meanings.get(tender.tenderId) ?? "tip-in-cash");
  });
  const signed = turnAsSales(parts);
  return { tenders: takeFromCash(left, signed, currency), special: [...special, ...signed] };
}

function specialOf({ tenderId, tenderName, amount }: SheetTender, meaning: TenderMeaning) {
  const term = meaning.startsWith("tip")
    ? ("tips" as const)
    : meaning.startsWith("rounding")
      ? ("rounding" as const)
      : ("gift-cards" as const);
  return { term, label: tenderName ?? tenderId, amount };
}

/**
 * What is in the cash tender already stands in a list whose sum is the sales: a rounding of +0.02
 * as −0.02, a tip as a negative amount. A tip or a gift card may also be named as it is, which no
 * rounding can, because it has both signs.
 */
function turnAsSales(parts: readonly SpecialEntry[]): SpecialEntry[] {
  return parts.map((part) => {
    const same = parts.filter(({ term }) => term === part.term);
    const isNamedAsIs = same.some(({ amount }) => amount !== null && amount.amount > 0);
    if (part.term !== "rounding" && isNamedAsIs) return part;
    return { ...part, amount: turn(part.amount) };
  });
}

/** Lowers the cash tender by its parts, so that what is left of it are sales. */
function takeFromCash(
  tenders: SheetTender[],
  parts: readonly SpecialEntry[],
  currency: string | null,
): SheetTender[] {
  const known = parts.flatMap(({ amount }) => amount ?? []);
  if (known.length === 0) return tenders;
  const total = known.reduce((sum, { amount }) => sum + amount, 0);
  const rounded = known.some((amount) => amount.rounded);
  const carrier = findCarrier(tenders, currency);
  if (carrier === undefined) {
    const amount = { amount: minor(-total), rounded };
    return [...tenders, { tenderId: CASH, tenderName: null, kind: "cash", amount }];
  }
  const { amount } = carrier;
  if (amount === null) return tenders;
  const lowered = {
    amount: minor(amount.amount - total),
    rounded: amount.rounded || rounded,
  };
  return tenders.map((tender) => (tender === carrier ? { ...tender, amount: lowered } : tender));
}

function turn(amount: SheetAmount | null): SheetAmount | null {
  return amount === null ? null : { amount: negate(amount.amount), rounded: amount.rounded };
}
