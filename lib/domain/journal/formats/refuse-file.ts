/** Why a batch can't be written in a layout: what the program on the other side would misread. */
import { decimalsOf } from "../../money";
import type { FileBatch, JournalFormat } from "./format";

export type FileRefusal = {
  reason: "several-currencies" | "other-currency" | "accounts-not-taken";
  message: string;
};

/** A message names no more accounts than a user would read. */
const NAMED_MAX = 5;

export function refuseFile(
  format: JournalFormat,
  batch: FileBatch,
  accounts: readonly string[],
): FileRefusal | null {
  const { currencies } = batch;
  if (format.oneCurrency === true && currencies.length > 1) {
    const message = `This layout has one currency, and the batch has ${currencies.join(", ")}.`;
    return { reason: "several-currencies", message };
  }
  if (format.currency !== undefined && !currencies.includes(format.currency)) {
    const message = `This program takes ${format.currency} alone, not ${currencies.join(", ")}.`;
    return { reason: "other-currency", message };
  }
  const { decimalsMax = Infinity } = format;
  const finer = currencies.find((currency) => decimalsOf(currency) > decimalsMax);
  if (finer !== undefined) {
    const message = `This layout has amounts of ${decimalsMax} decimals, and ${finer} has more.`;
    return { reason: "other-currency", message };
  }
  const { accounts: taken } = format;
  const others = taken === undefined ? [] : accounts.filter((account) => !taken.test(account));
  if (others.length === 0) return null;
  const named = others.toSorted().slice(0, NAMED_MAX).join(", ");
  return { reason: "accounts-not-taken", message: `This program has no such accounts: ${named}.` };
}
