/** Reads what one register shift took, per tender. */
import type { SheetTender, TenderKind } from "../cash-sheet";
import type { FieldName } from "./field-map";
import type { Context, Finding, Holder } from "./context";
import { findValue } from "./compile-locator";
import { type Plan, pickScalar } from "./match";
import { pickAmount } from "./pick-amount";
import { pickList, visitRecords } from "./pick-list";
import { addAmounts, readAmount, readProduct } from "./read-amount";
import { readColumns } from "./read-columns";
import { readId, readText } from "./read-text";
import { readCurrency } from "./read-value";

type Assumed = { kind: TenderKind; id: string } | null;

/** Returns null when the shift lists no tender at all. */
export function readTenders(context: Context, holder: Holder): SheetTender[] | null {
  const { assumed } = context.map;
  const tenders = readList(context, holder, "tenders", null);
  const cards = readList(context, holder, "cards", { kind: "card", id: assumed.card });
  const vouchers = readList(context, holder, "vouchers", { kind: "voucher", id: assumed.voucher });
  const cash = readCashSales(context, holder);
  const parts = [tenders, cards, vouchers, cash].filter((part) => part !== null);
  if (parts.length === 0) return isTender(holder.plan) ? [flatTender(context, holder)] : null;
  const merged = [...(tenders ?? [])];
  // Sections for cards and vouchers alone don't mean that there was no cash.
  if (tenders === null && cash === null) merged.push(cashTender(context, null));
  // A section for cards, vouchers or cash details a general list; what that list already names is
  // not added twice.
  for (const part of [cards, vouchers, cash]) {
    const kind = part?.[0]?.kind;
    if (part !== null && !tenders?.some((tender) => tender.kind === kind)) merged.push(...part);
  }
  return sumById(context, merged);
}

export function hasTenders(plan: Plan): boolean {
  const names: FieldName[] = ["tenders", "cards", "vouchers", "cashSales"];
  return names.some((name) => plan[name] !== undefined) || isTender(plan);
}

/** A flat row is the shift and one of its tenders in a single object. */
function isTender(plan: Plan): boolean {
  return isFound(plan.tenderId) || isFound(plan.tenderName);
}

/** A constant alone does not show that there is a tender. */
function isFound(sources: Plan[FieldName]): boolean {
  return sources?.some(({ rule }) => rule?.kind !== "constant") ?? false;
}

function flatTender(context: Context, holder: Holder): SheetTender {
  context.seen.tenders = true;
  return readTender(context, holder, null);
}

function readList(
  context: Context,
  holder: Holder,
  field: "tenders" | "cards" | "vouchers",
  assumed: Assumed,
): SheetTender[] | null {
  const { cursor, seen } = context;
  const { object, plan, form } = holder;
  const list = pickList(cursor, object, plan, field);
  if (list === undefined) return null;
  seen.tenders = true;
  if (list.columns !== null) return readColumns(context, holder, list.columns);
  const { keys, value } = list;
  if (value === null) return null;
  if (!Array.isArray(value)) {
    if (assumed === null) throw cursor.drift(`a list was expected for ${field}`, ...keys);
    const amount = readAmount(value, form);
    if (amount === undefined) throw cursor.drift(`not an amount or a list for ${field}`, ...keys);
    seen.tenderAmount = true;
    return [{ tenderId: assumed.id, tenderName: null, kind: assumed.kind, amount }];
  }
  const tenders: SheetTender[] = [];
  visitRecords(cursor, list, { field, value }, (record) => {
    const own = { object: record, plan: context.matchers.tender.plan(record), form };
    tenders.push(readTender(context, own, assumed));
  });
  return tenders;
}

function readTender(context: Context, holder: Holder, assumed: Assumed): SheetTender {
  const { cursor, words } = context;
  const { object, plan } = holder;
  context.firstTender ??= cursor.path();
  const tenderName = readText(pickScalar(cursor, object, plan, "tenderName"));
  const givenId = pickScalar(cursor, object, plan, "tenderId") ?? tenderName ?? assumed?.id;
  const tenderId = givenId === undefined ? undefined : readId(givenId);
  if (tenderId === undefined) throw cursor.drift("no id or name of the tender was found");
  const stated = pickScalar(cursor, object, plan, "tenderKind");
  const kind = chooseKind(stated, assumed?.kind ?? words.kindOf(tenderId, tenderName), context);
  const tender = { tenderId, tenderName, kind, amount: readTaken(context, holder) };
  const name = tenderName ?? tenderId;
  if (kind === "other" || kind === "voucher") {
    if (words.mentionsCash(name)) report(context, { kind: "like-cash", name, detail: null });
  }
  const given = pickScalar(cursor, object, plan, "tenderCurrency");
  if (given === undefined || given === null) return tender;
  const currency = findValue(context.values.currency, given) ?? readCurrency(given);
  const own = holder.form.currency;
  if (currency === null || own === "" || currency === own) return tender;
  report(context, { kind: "foreign-cash", name, detail: currency });
  return inCurrency(tender, currency);
}

function report({ findings }: Context, finding: Finding): void {
  findings.push(finding);
}

/** One drawer has a line for each currency; an amount in another one is not an amount of ours. */
function inCurrency({ tenderId, tenderName, kind }: SheetTender, currency: string): SheetTender {
  return {
    tenderId: readId(`${tenderId}-${currency}`) ?? tenderId,
    tenderName: `${tenderName ?? tenderId} (${currency})`,
    kind,
    amount: null,
    currency,
  };
}

/** The kind that the sheet itself states takes precedence over the one that words suggest. */
function chooseKind(
  stated: string | number | boolean | null | undefined,
  supposed: TenderKind,
  { values, words }: Context,
): TenderKind {
  const named = findValue(values.tenderKind, stated);
  if (named !== undefined) return named;
  if (stated === true || stated === "true") return "cash";
  if (stated === false || stated === "false") return supposed === "cash" ? "other" : supposed;
  const kind = typeof stated === "string" ? words.kindOf(stated, null) : "other";
  return kind === "other" ? supposed : kind;
}

function readTaken(context: Context, holder: Holder): SheetTender["amount"] {
  const { cursor, seen } = context;
  const { object, plan, form } = holder;
  const given = pickAmount(context, holder, "tenderAmount");
  if (given !== undefined) seen.tenderAmount = true;
  if (given !== undefined && given !== null) return given;
  const quantity = pickScalar(cursor, object, plan, "quantity") ?? null;
  const unitValue = pickScalar(cursor, object, plan, "unitValue") ?? null;
  if (quantity === null || unitValue === null) return null;
  seen.tenderAmount = true;
  const product = readProduct(quantity, unitValue, form);
  if (product === undefined) throw cursor.drift("quantity × unit value is not an amount");
  return product;
}

function readCashSales(context: Context, holder: Holder): SheetTender[] | null {
  const amount = pickAmount(context, holder, "cashSales");
  if (amount === undefined) return null;
  context.seen.tenders = true;
  context.seen.tenderAmount = true;
  return [cashTender(context, amount)];
}

function cashTender({ map }: Context, amount: SheetTender["amount"]): SheetTender {
  return { tenderId: map.assumed.cash, tenderName: null, kind: "cash", amount };
}

/** One tender may be listed in pieces, such as per terminal; one unknown piece makes it unknown. */
function sumById({ cursor }: Context, tenders: SheetTender[]): SheetTender[] {
  if (!hasRepeats(tenders)) return tenders;
  const byId = new Map<string, SheetTender>();
  for (const tender of tenders) {
    const existing = byId.get(tender.tenderId);
    const amount = existing === undefined ? tender.amount : add(existing, tender);
    if (amount === undefined) throw cursor.drift("the amounts of one tender add up to too much");
    byId.set(tender.tenderId, { ...(existing ?? tender), amount });
  }
  return [...byId.values()];
}

/** Shifts have a handful of tenders, for which a set costs more than it saves. */
function hasRepeats(tenders: SheetTender[]): boolean {
  if (tenders.length > 12) return new Set(tenders.map((t) => t.tenderId)).size < tenders.length;
  for (let i = 1; i < tenders.length; i++) {
    for (let j = 0; j < i; j++) if (tenders[i]?.tenderId === tenders[j]?.tenderId) return true;
  }
  return false;
}

function add({ amount: left }: SheetTender, { amount: right }: SheetTender) {
  return left === null || right === null ? null : addAmounts([left, right]);
}
