/**
 * What petty cash is spent on. An organisation adds types of its own; the default ones have
 * translated names, and no type is removed, because receipts name it.
 */
const DEFAULT_EXPENSE_TYPES = [
  "groceries",
  "cleaning",
  "office",
  "postage",
  "travel",
  "repairs",
  "other",
] as const;
type DefaultExpenseType = (typeof DEFAULT_EXPENSE_TYPES)[number];

export type ExpenseType = {
  code: string;
  /** Null of a default type, whose name is translated. */
  name: string | null;
  /** The usual tax rate in millionths, which a receipt may differ from; null: none is usual. */
  ratePpm: number | null;
  /** False when no new receipt may have it. */
  active: boolean;
};

export function isDefaultExpenseType(code: string): code is DefaultExpenseType {
  return DEFAULT_EXPENSE_TYPES.some((one) => one === code);
}

/** Adds the default types that a stored list lacks. */
export function completeExpenseTypes(stored: readonly ExpenseType[]): ExpenseType[] {
  const missing = DEFAULT_EXPENSE_TYPES.filter((code) => stored.every((one) => one.code !== code));
  return [...stored, ...missing.map((code) => ({ code, name: null, ratePpm: null, active: true }))];
}

export type ExpenseTypesRefusal = "twice" | "type-removed" | "name-missing";

export function refuseExpenseTypes(
  before: readonly ExpenseType[],
  after: readonly ExpenseType[],
): ExpenseTypesRefusal | null {
  const codes = new Set(after.map(({ code }) => code));
  if (codes.size < after.length) return "twice";
  if (before.some(({ code }) => !codes.has(code))) return "type-removed";
  const unnamed = after.some(({ code, name }) => name === null && !isDefaultExpenseType(code));
  return unnamed ? "name-missing" : null;
}
