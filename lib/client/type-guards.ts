/**
 * Data from the device's storage is validated before use: an older version of the page may have
 * written it, or the browser may have been terminated while writing.
 */
export type Check<T> = (value: unknown) => value is T;

export const isText: Check<string> = (value) => typeof value === "string";
export const isWhole: Check<number> = (value): value is number => Number.isSafeInteger(value);

export function isOneOf<Literal extends string>(literals: readonly Literal[]): Check<Literal> {
  return (value): value is Literal => literals.some((literal) => literal === value);
}

export function isNullOr<T>(check: Check<T>): Check<T | null> {
  return (value): value is T | null => value === null || check(value);
}

export function isListOf<T>(check: Check<T>): Check<T[]> {
  return (value): value is T[] => Array.isArray(value) && value.every(check);
}

/** Any names are accepted. */
export function isMapOf<T>(check: Check<T>): Check<Record<string, T>> {
  return (value): value is Record<string, T> =>
    isObject(value) && Object.values(value).every(check);
}

/** Each of these members must pass its check; other members are allowed. */
export function hasForm<T extends object>(form: {
  [Name in keyof T]: Check<T[Name]>;
}): Check<T> {
  const checks = Object.entries<Check<unknown>>(form);
  return (value): value is T =>
    isObject(value) && checks.every(([name, check]) => check(value[name]));
}

/** Returns null when the text is not JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
