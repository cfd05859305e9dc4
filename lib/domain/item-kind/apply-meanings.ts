/**
 * Takes tips, gift cards and roundings of a cash sheet out of its takings and entries, so that
 * expected cash has them as steps of their own. What a till should hold does not change by it,
 * except by tenders whose money is in the till beside the cash tender. Nor does what is expected of
 * a tender that includes a tip.
 */
import type {
  CashSheet,
  RegisterShift,
  SheetEntry,
  SheetFinding,
  SheetTender,
  SpecialEntry,
} from "../cash-sheet";
import { minor } from "../money";
import { CASH, findCarrier } from "../reconciliation/cash-carrier";
import { mergeShifts } from "../reconciliation/merge-shifts";
import { containItems, type ItemInTender } from "./contain-items";
import { type Meanings, normalizeItem, type TenderMeaning } from "./item-kind";
import { makePart, turn, turnAsSales } from "./special-part";

/** Returns the same sheet where nothing of it is meant, as for most sheets. */
export function applyMeanings(sheet: CashSheet, meanings: Meanings | null): CashSheet {
  if (meanings === null) return sheet;
  // One piece of a register shift may have the tip, and another one the tender that includes it.
  const merged = mergeShifts(sheet.shifts);
  const found: SheetFinding[] = [];
  const shifts = merged.map((shift) => {
    const { findings, ...rest } = applyToShift(shift, meanings, sheet.currency);
    found.push(...findings);
    return rest.shift;
  });
  if (shifts.every((shift, index) => shift === merged[index])) return sheet;
  const findings = [...(sheet.findings ?? []), ...found];
  return { ...sheet, shifts, ...(findings.length === 0 ? {} : { findings }) };
}

type Applied = { shift: RegisterShift; findings: SheetFinding[] };

function applyToShift(shift: RegisterShift, meanings: Meanings, currency: string | null): Applied {
  const tenders = applyToTenders(shift.tenders, meanings, currency);
  const lists = (["expenses", "contributions", "withdrawals"] as const).map((name) => {
    return { name, ...takeEntries(shift[name], meanings, name === "contributions") };
  });
  const special = [...tenders.special, ...lists.flatMap((list) => list.special)];
  if (special.length === 0 && tenders.tenders === shift.tenders) return { shift, findings: [] };
  const left = Object.fromEntries(lists.map(({ name, entries }) => [name, entries]));
  const { shiftId, tillId } = shift;
  return {
    shift: {
      ...shift,
      ...left,
      tenders: tenders.tenders,
      special: [...(shift.special ?? []), ...special],
    },
    findings: tenders.refused.map(({ tender, within }): SheetFinding => {
      const name = tender.tenderName ?? tender.tenderId;
      return { kind: "not-contained", shiftId, tillId, name, detail: within };
    }),
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

type TakenTenders = {
  tenders: SheetTender[] | null;
  special: SpecialEntry[];
  refused: ItemInTender[];
};

function applyToTenders(
  tenders: SheetTender[] | null,
  { tenders: meanings, within }: Meanings,
  currency: string | null,
): TakenTenders {
  if (tenders?.some(({ tenderId }) => meanings.has(tenderId)) !== true) {
    return { tenders, special: [], refused: [] };
  }
  const left: SheetTender[] = [];
  const special: SpecialEntry[] = [];
  const inCash: SpecialEntry[] = [];
  const inTenders: ItemInTender[] = [];
  const carrier = findCarrier(tenders, currency)?.tenderId;
  for (const tender of tenders) {
    const meaning = meanings.get(tender.tenderId);
    const kind = meaning === undefined ? tender.kind : APART_KINDS[meaning];
    if (kind !== undefined) left.push(kind === tender.kind ? tender : { ...tender, kind });
    if (meaning === undefined || kind !== undefined) continue;
    const part = makePart(tender, meaning);
    const container = within.get(tender.tenderId);
    if (meaning.endsWith("-in-till")) special.push(part);
    // A tip within the cash tender is what the meanings for cash say.
    else if (container === undefined || container === carrier) inCash.push(part);
    else inTenders.push({ tender, part, within: container });
  }
  const { parts, refused } = containItems(inTenders, tenders, meanings);
  left.push(...refused.map(({ tender, part }) => ({ ...tender, kind: kindApart(part) })));
  const signed = turnAsSales(inCash);
  const taken = takeFromCash(left, signed, currency);
  return { tenders: taken, special: [...special, ...signed, ...parts], refused };
}

function kindApart({ term }: SpecialEntry): SheetTender["kind"] {
  return term === "tips" ? "tip" : "gift-card-sale";
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
