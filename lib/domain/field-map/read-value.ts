/** Reads counts and currencies of Cashrec's JSON in our terms; null means "none". */
type Scalar = string | number | boolean;

/** Reads a count; null when it is not a whole number from 0. */
export function readCount(value: Scalar | null | undefined): number | null {
  if (typeof value !== "number" && (typeof value !== "string" || !/^\d{1,9}$/.test(value))) {
    return null;
  }
  const count = Number(value);
  return Number.isSafeInteger(count) && count >= 0 ? count : null;
}

/**
 * Reads an ISO 4217 code in capitals; null when it is something else, such as a sign or a number.
 */
export function readCurrency(value: Scalar | null | undefined): string | null {
  const text = String(value ?? "")
    .trim()
    .toUpperCase();
  return /^[A-Z]{3}$/.test(text) ? text : null;
}
