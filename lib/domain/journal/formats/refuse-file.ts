/** Why a batch can't be written in a layout: what the program on the other side would misread. */
import type { FileBatch, JournalFormat } from "./format";

export type FileRefusal = {
  reason: "several-currencies" | "other-currency" | "several-years" | "accounts-not-taken";
  message: string;
};

/** A message names no more accounts than a user would read. */
const NAMED_MAX = 5;

export function refuseFile(
  format: JournalFormat,
  batch: FileBatch,
  accounts: readonly string[],
): FileRefusal | null {
  const { currencies, settings } = batch;
  if (format.oneCurrency === true && currencies.length > 1) {
    const message = `This layout has one currency, and the batch has ${currencies.join(", ")}.`;
    return { reason: "several-currencies", message };
  }
  if (format.currency !== undefined && !currencies.includes(format.currency)) {
    const message = `This program takes ${format.currency} alone, not ${currencies.join(", ")}.`;
    return { reason: "other-currency", message };
  }
  const yearOf = (date: string) => findYearStart(date, settings.datevYearStart);
  if (format.oneYear === true && yearOf(batch.firstDate) !== yearOf(batch.lastDate)) {
    const message = "This layout has one financial year, and the batch has days of several.";
    return { reason: "several-years", message };
  }
  const { accounts: taken } = format;
  const others = taken === undefined ? [] : accounts.filter((account) => !taken.test(account));
  if (others.length === 0) return null;
  const named = others.toSorted().slice(0, NAMED_MAX).join(", ");
  return { reason: "accounts-not-taken", message: `This program has no such accounts: ${named}.` };
}

/** The first day of the financial year in which a date lies; `start` is MM-DD. */
export function findYearStart(date: string, start: string): string {
  const year = Number(date.slice(0, 4));
  return date.slice(5) >= start ? `${year}-${start}` : `${year - 1}-${start}`;
}
