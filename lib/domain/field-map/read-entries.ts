/** Reads the expenses, movements, deposits and pickups of one register shift. */
import type { RegisterShift, SheetEntry, SheetTender } from "../cash-sheet";
import type { FieldName, JsonObject, Section } from "./field-map";
import type { Context, Holder as Shift } from "./context";
import { findValue } from "./compile-locator";
import { type Plan, pickScalar } from "./match";
import { pickAmount } from "./pick-amount";
import { pickList, visitRecords } from "./pick-list";
import { readAmount } from "./read-amount";
import { readText } from "./read-text";
import { negate } from "../money";

const LISTS = ["expenses", "contributions", "withdrawals", "deposits", "pickups"] as const;
type ListName = (typeof LISTS)[number];
export type Entries = Pick<RegisterShift, ListName>;

type Holder = Shift & { findTender: FindTender };
/** An expense may name a tender of the same register shift, by its id or its name. */
type FindTender = (name: string) => SheetTender | undefined;

/** `tenders` are those of the same register shift, which an expense may name. */
export function readEntries(
  context: Context,
  shift: Shift,
  tenders: readonly SheetTender[],
): Entries {
  const holder = { ...shift, findTender: tenderFinder(tenders) };
  const entries: Entries = {
    expenses: readListed(context, holder, "expenses"),
    contributions: readListed(context, holder, "contributions"),
    withdrawals: readListed(context, holder, "withdrawals"),
    deposits: readListed(context, holder, "deposits"),
    pickups: readListed(context, holder, "pickups"),
  };
  const movements = readList(context, holder, "movements");
  if (movements === null) return entries;
  const taken = (direction: Direction) => listMovements(movements, direction);
  entries.contributions = [...(entries.contributions ?? []), ...taken("contribution")];
  entries.withdrawals = [...(entries.withdrawals ?? []), ...taken("withdrawal")];
  return entries;
}

export function hasEntries(plan: Plan): boolean {
  return LISTS.some((name) => plan[name] !== undefined) || plan.movements !== undefined;
}

function readListed(context: Context, holder: Holder, field: ListName): SheetEntry[] | null {
  const list = readList(context, holder, field);
  return list === null ? null : turnNegative(list.map(({ entry }) => entry));
}

/** A movement whose type does not tell its direction goes by its sign. */
function listMovements(movements: readonly Directed[], wanted: Direction): SheetEntry[] {
  const typed = movements.filter(({ direction }) => direction === wanted);
  const signed = movements.filter(({ entry, direction }) => {
    return (
      direction === "by-sign" && (isNegative(entry) ? "withdrawal" : "contribution") === wanted
    );
  });
  return [
    ...turnNegative(typed.map(({ entry }) => entry)),
    ...turnNegative(signed.map(({ entry }) => entry)),
  ];
}

type Direction = "contribution" | "withdrawal";
type Directed = { entry: SheetEntry; direction: Direction | "by-sign" | null };

/** Stands for a section that should be there. */
const UNKNOWN: Directed[] = [{ entry: { label: null, amount: null }, direction: "contribution" }];

/** Returns null when the sheet does not have the list. */
function readList(context: Context, holder: Holder, field: Section): Directed[] | null {
  const { cursor } = context;
  const list = pickList(cursor, holder.object, holder.plan, field);
  if (list === undefined || list.value === null)
    return context.map.always.includes(field) ? UNKNOWN : null;
  const { keys, value } = list;
  if (!Array.isArray(value)) {
    const amount = readAmount(value, holder.form);
    if (amount === undefined) throw cursor.drift(`not an amount or a list for ${field}`, ...keys);
    if (amount?.amount === 0 && !amount.rounded) return [];
    const entry = { label: null, amount };
    return [{ entry, direction: field === "movements" ? "by-sign" : null }];
  }
  const entries: Directed[] = [];
  visitRecords(cursor, list, { field, value }, (record) => {
    const read = readEntry(context, record, { field, ...holder });
    if (read !== "elsewhere") entries.push(read);
  });
  return entries;
}

/** "elsewhere" means that it was paid with something that was never in the till. */
function readEntry(
  context: Context,
  object: JsonObject,
  { field, form, findTender }: Pick<Holder, "form" | "findTender"> & { field: Section },
): Directed | "elsewhere" {
  const { cursor, matchers, values, words } = context;
  const plan = matchers.entry.plan(object);
  const label = readText(pickScalar(cursor, object, plan, "entryLabel"));
  const method = readText(pickScalar(cursor, object, plan, "entryPaidWith"));
  if (method !== null) {
    const paidWith = choosePaidWith(context, method, findTender);
    if (paidWith === "elsewhere") return "elsewhere";
    // Movements, deposits and pickups are of cash by what they are; an expense need not be.
    if (paidWith === "unknown" && field === "expenses") {
      context.findings.push({ kind: "payment-unknown", name: label, detail: method });
      return "elsewhere";
    }
  }
  const amount = pickAmount(context, { object, plan, form }, "entryAmount");
  if (amount === undefined) throw cursor.drift(`no amount was found in this record of ${field}`);
  const entry = { label, amount };
  if (field !== "movements") return { entry, direction: null };
  const directionText = readText(pickScalar(cursor, object, plan, "entryDirection"));
  if (directionText === null) return { entry, direction: "by-sign" };
  const direction =
    findValue(values.entryDirection, directionText) ?? words.directionOf(directionText);
  if (direction === null) {
    throw cursor.drift(
      "neither a contribution nor a withdrawal by its type",
      findKey(plan, "entryDirection"),
    );
  }
  return { entry, direction };
}

/** Hardly any expense names one, so that the tenders are listed when the first does. */
function tenderFinder(tenders: readonly SheetTender[]): FindTender {
  let byName: Map<string, SheetTender> | undefined;
  return (name) => {
    byName ??= new Map(
      tenders.toReversed().flatMap((tender) => {
        const { tenderId, tenderName } = tender;
        return [tenderName ?? tenderId, tenderId].map((each) => [each, tender] as const);
      }),
    );
    return byName.get(name);
  };
}

function choosePaidWith(
  { values, words }: Context,
  method: string,
  findTender: FindTender,
): "till" | "elsewhere" | "unknown" {
  const stated = findValue(values.entryPaidWith, method);
  if (stated !== undefined) return stated;
  const named = findTender(method);
  if (named?.kind === "cash") return "till";
  const byWords = words.paidWith(method);
  return named !== undefined && byWords === "unknown" ? "elsewhere" : byWords;
}

function isNegative({ amount }: SheetEntry): boolean {
  return amount !== null && amount.amount < 0;
}

/**
 * A list says by itself whether money came or went, so that one whose amounts are all negative
 * writes what went out with a minus. Where the signs are mixed, a negative amount cancels another.
 */
function turnNegative(entries: SheetEntry[]): SheetEntry[] {
  const isTurned = entries.some(isNegative) && entries.every(isNoneOrNegative);
  if (!isTurned) return entries;
  return entries.map(({ label, amount }) => ({
    label,
    amount: amount && { amount: negate(amount.amount), rounded: amount.rounded },
  }));
}

function isNoneOrNegative({ amount }: SheetEntry): boolean {
  return amount === null || amount.amount <= 0;
}

function findKey(plan: Plan, field: FieldName): string {
  return plan[field]?.[0]?.key ?? field;
}
