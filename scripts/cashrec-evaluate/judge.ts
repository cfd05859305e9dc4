/**
 * Compares what was read of a response with the cash sheets that it was written from, to the cent:
 * each register shift with its float, its tenders and the sums of its entries.
 */
import type { CashSheet, RegisterShift, SheetEntry } from "@/lib/domain/cash-sheet";
import type { Form } from "./form";
import { ENTRY_LISTS, TENDER_KINDS, type EntryList, type TrueSheet, type TrueShift } from "./sheet";
import { hasSections, tenderIdOf } from "./write-shift";

export function isSameAsTrue(
  read: readonly CashSheet[],
  sheets: readonly TrueSheet[],
  form: Form,
): boolean {
  const expected = sheets.map((sheet) => describeTrue(sheet, form)).toSorted();
  const found = read.map((sheet) => describeRead(sheet, form)).toSorted();
  return JSON.stringify(expected) === JSON.stringify(found);
}

function describeTrue({ centreId, businessDate, shifts }: TrueSheet, form: Form): string {
  const lines = shifts.map((shift) => {
    const { float, entries } = shift;
    const sums = ENTRY_LISTS.map((list) => (hasList(list, form) ? total(entries[list]) : 0));
    const known = form.figures.float ? float : null;
    return [shift.shiftId, shift.tillId, known, trueTenders(shift, form), sums];
  });
  return JSON.stringify([
    centreId,
    businessDate,
    ...lines.map((l) => JSON.stringify(l)).toSorted(),
  ]);
}

function hasList(list: EntryList, { sections, movements }: Form): boolean {
  return list === "contributions" || list === "withdrawals" ? movements !== "none" : sections[list];
}

/** Where the form does not name a tender, only its amount and whether it is cash can be right. */
function trueTenders({ tenders }: TrueShift, form: Form): string[] {
  if (form.layout === "columns") {
    const amounts = TENDER_KINDS.map((kind) => {
      return `${kind === "cash"} ${total(tenders.filter((tender) => tender.kind === kind))}`;
    });
    return amounts.toSorted();
  }
  const isSectioned = hasSections(form);
  const listed = tenders.map((tender) => {
    const isCash = tender.kind === "cash";
    return `${isCash} ${isSectioned && isCash ? "" : tenderIdOf(tender, form)} ${tender.amount}`;
  });
  const hasCash = tenders.some(({ kind }) => kind === "cash");
  return [...listed, ...(isSectioned && !hasCash ? ["true  0"] : [])].toSorted();
}

function describeRead({ centreId, businessDate, shifts }: CashSheet, form: Form): string {
  const lines = shifts.map((shift) => {
    const sums = ENTRY_LISTS.map((list) => sumOf(shift[list]));
    const { shiftId, tillId, float } = shift;
    return [shiftId, tillId, float?.amount ?? null, readTenders(shift, form), sums];
  });
  return JSON.stringify([
    centreId,
    businessDate,
    ...lines.map((l) => JSON.stringify(l)).toSorted(),
  ]);
}

function readTenders({ tenders }: RegisterShift, form: Form): string[] {
  const isSectioned = hasSections(form);
  const listed = (tenders ?? []).map(({ tenderId, kind, amount }) => {
    const isCash = kind === "cash";
    if (form.layout === "columns") return `${isCash} ${amount?.amount ?? "unknown"}`;
    const id = isSectioned && isCash ? "" : tenderId;
    return `${isCash} ${id} ${amount?.amount ?? "unknown"}`;
  });
  return listed.toSorted();
}

function sumOf(entries: readonly SheetEntry[] | null): number | null {
  if (entries?.some(({ amount }) => amount === null) === true) return null;
  return total((entries ?? []).map(({ amount }) => ({ amount: amount?.amount ?? 0 })));
}

function total(entries: readonly { amount: number }[]): number {
  return entries.reduce((sum, { amount }) => sum + amount, 0);
}
