/** Writes one register shift as a form has it. */
import type { Json, JsonObject } from "@/lib/domain/field-map/field-map";
import type { Form } from "./form";
import type { Part } from "./naming";
import {
  ENTRY_LISTS,
  TENDER_KINDS,
  type EntryList,
  type TrueEntry,
  type TrueShift,
  type TrueTender,
} from "./sheet";
import { writeAmount } from "./write-values";

/** Whether the float stands in a section for cash, beside those for cards and others. */
export function hasSections({ tenders, layout }: Form): boolean {
  return tenders === "sections" && layout !== "columns";
}

/** What names the shift. */
export function shiftIdentity(shift: TrueShift, form: Form): JsonObject {
  const { name, nested, figures } = form;
  const id = Number(shift.shiftId);
  const times: JsonObject = figures.times
    ? { [name.key("openedAt")]: shift.openedAt, [name.key("closedAt")]: shift.closedAt }
    : {};
  if (nested.ids) {
    const inner = figures.names ? { [name.cased("name")]: shift.shiftName } : {};
    return { [name.key("shift")]: { [name.cased("id")]: id, ...inner }, ...times };
  }
  const named = figures.names ? { [name.key("shiftName")]: shift.shiftName } : {};
  return { [name.key("shiftId")]: id, ...named, ...times };
}

export function tillIdentity(shift: TrueShift, form: Form): JsonObject {
  const { name, nested, figures } = form;
  if (nested.ids) {
    const inner = figures.names ? { [name.cased("name")]: shift.tillName } : {};
    return { [name.key("till")]: { [name.cased("id")]: shift.tillId, ...inner } };
  }
  const named = figures.names ? { [name.key("tillName")]: shift.tillName } : {};
  return { [name.key("tillId")]: shift.tillId, ...named };
}

/** The figures of a shift, and its lists; the tenders are apart. */
export function shiftFigures(shift: TrueShift, form: Form): JsonObject {
  const { name, figures, nested } = form;
  const amount = (part: Part, cents: number) => ({ [name.key(part)]: writeAmount(cents, form) });
  const sales: JsonObject = {
    ...(figures.gross ? amount("grossSales", shift.gross) : {}),
    ...(figures.net ? amount("netSales", shift.net) : {}),
    ...(figures.tax ? amount("tax", shift.gross - shift.net) : {}),
    ...(figures.tickets ? { [name.key("tickets")]: shift.tickets } : {}),
    ...(figures.guests ? { [name.key("guests")]: shift.guests } : {}),
  };
  const cash: JsonObject = {
    ...(figures.cashDifference ? amount("cashDifference", shift.cashDifference) : {}),
    ...(figures.float && !hasSections(form) ? amount("float", shift.float) : {}),
  };
  return {
    ...(figures.user ? { [name.key("user")]: `U${Number(shift.shiftId) + 40}` } : {}),
    ...(nested.totals ? { [name.key("totals")]: { ...sales, ...cash } } : { ...sales, ...cash }),
    ...entryLists(shift, form),
  };
}

function entryLists(shift: TrueShift, form: Form): JsonObject {
  const { name, sections, movements } = form;
  const has: Record<EntryList, boolean> = {
    ...sections,
    contributions: movements === "lists" || movements === "figures",
    withdrawals: movements === "lists" || movements === "figures",
  };
  const lists = ENTRY_LISTS.filter((list) => has[list]).map((list) => {
    const entries = shift.entries[list];
    const sign = list === "withdrawals" && form.hasNegativeWithdrawals ? -1 : 1;
    if (movements === "figures") {
      const total = entries.reduce((sum, { amount }) => sum + amount * sign, 0);
      return [name.key(list), writeAmount(total, form)];
    }
    return [name.key(list), entries.map((entry) => writeEntry(entry, form, sign))];
  });
  const moved = movements === "typed" || movements === "signed";
  return {
    ...(Object.fromEntries(lists) as JsonObject),
    ...(moved ? { [name.key("movements")]: writeMovements(shift, form) } : {}),
  };
}

function writeEntry({ label, amount }: TrueEntry, form: Form, sign: number): JsonObject {
  const { name } = form;
  return {
    [name.key("entryLabel")]: label,
    [name.key("entryAmount")]: writeAmount(amount * sign, form),
  };
}

function writeMovements({ entries }: TrueShift, form: Form): Json[] {
  const write = (list: TrueEntry[], isIn: boolean) =>
    list.map((entry) => {
      const sign = form.movements === "signed" && !isIn ? -1 : 1;
      const written = writeEntry(entry, form, sign);
      if (form.movements === "signed") return written;
      const type = isIn ? form.values.in : form.values.out;
      return { [form.name.key("entryType")]: type, ...written };
    });
  return [...write(entries.contributions, true), ...write(entries.withdrawals, false)];
}

/** The tenders of a shift, under whatever keys the form has for them. */
export function tenderParts(shift: TrueShift, form: Form): JsonObject {
  const { name } = form;
  const total = form.totals === "row" ? [totalOf(shift)] : [];
  if (form.layout === "columns") {
    const columns: JsonObject = {};
    for (const kind of TENDER_KINDS) {
      const taken = shift.tenders.filter((tender) => tender.kind === kind);
      const value = form.values[kind].normalize("NFD").replace(/[^A-Za-z ]/g, "");
      columns[name.cased(`${value} amount`)] = writeAmount(sumOf(taken), form);
    }
    return columns;
  }
  if (form.tenders === "keyed") {
    const pairs = shift.tenders.map((tender) => [tender.id, writeAmount(tender.amount, form)]);
    return { [name.key("tenders")]: Object.fromEntries(pairs) as JsonObject };
  }
  if (form.tenders === "sections") return sections(shift, form);
  const tenders = [...shift.tenders, ...total].map((tender) => writeTender(tender, form));
  return { [name.key("tenders")]: tenders };
}

function sections(shift: TrueShift, form: Form): JsonObject {
  const { name, figures } = form;
  const of = (kind: TrueTender["kind"]) => shift.tenders.filter((tender) => tender.kind === kind);
  const float = figures.float ? { [name.key("float")]: writeAmount(shift.float, form) } : {};
  const cash = { ...float, [name.cased("sales")]: writeAmount(sumOf(of("cash")), form) };
  return {
    [name.key("cash")]: cash,
    [name.key("cards")]: of("card").map((tender) => writeTender(tender, form)),
    [name.key("others")]: of("other").map((tender) => writeTender(tender, form)),
  };
}

function sumOf(tenders: readonly TrueTender[]): number {
  return tenders.reduce((total, { amount }) => total + amount, 0);
}

function totalOf(shift: TrueShift): TrueTender {
  const amount = sumOf(shift.tenders);
  return { id: "TOTAL", kind: "other", amount, declared: amount + shift.cashDifference };
}

/** Numbers where the form has numbers for ids. */
export function tenderIdOf({ id, kind }: TrueTender, form: Form): string {
  if (id === "TOTAL") return "TOTAL";
  if (form.layout === "columns") return kind;
  if (form.tenders === "numbered") return String(TENDER_KINDS.indexOf(kind) + 1);
  return form.tenders === "names-only" ? form.values[kind] : id;
}

export function writeTender(tender: TrueTender, form: Form): JsonObject {
  const { name, declared } = form;
  const id = tenderIdOf(tender, form);
  const label = tender.id === "TOTAL" ? "Total" : form.values[tender.kind];
  const identity: JsonObject = {
    ...(form.tenders === "names-only"
      ? {}
      : {
          [name.key("tenderId")]: form.tenders === "numbered" && id !== "TOTAL" ? Number(id) : id,
        }),
    ...(form.tenders === "names-only" || form.tenders === "numbered" || form.figures.names
      ? { [name.key("tenderName")]: label }
      : {}),
  };
  const counted = { [name.key("declared")]: writeAmount(tender.declared, form) };
  const difference = {
    [name.key("difference")]: writeAmount(tender.declared - tender.amount, form),
  };
  if (declared === "none")
    return { ...identity, [name.key("tenderAmount")]: writeAmount(tender.amount, form) };
  if (declared === "beside") {
    return {
      ...identity,
      [name.key("tenderAmount")]: writeAmount(tender.amount, form),
      ...counted,
    };
  }
  const theoretical = { [name.key("theoretical")]: writeAmount(tender.amount, form) };
  return { ...identity, ...counted, ...theoretical, ...difference };
}
