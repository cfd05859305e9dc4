/**
 * What is read back from a device is looked at before it is believed: an older version of the page
 * may have written it, or a browser that was ended meanwhile cut it off.
 */
export type Check<T> = (value: unknown) => value is T;

export const isText: Check<string> = (value) => typeof value === "string";
export const isWhole: Check<number> = (value): value is number => Number.isSafeInteger(value);

export function isOneOf<Word extends string>(literals: readonly Word[]): Check<Word> {
  return (value): value is Word => literals.some((literal) => literal === value);
}

export function isNullOr<T>(check: Check<T>): Check<T | null> {
  return (value): value is T | null => value === null || check(value);
}

export function isListOf<T>(check: Check<T>): Check<T[]> {
  return (value): value is T[] => Array.isArray(value) && value.every(check);
}

/** Whatever the names are. */
export function isMapOf<T>(check: Check<T>): Check<Record<string, T>> {
  return (value): value is Record<string, T> =>
    isObject(value) && Object.values(value).every(check);
}

/** Each of these members is as its check wants it; others may stand beside them. */
export function hasForm<T extends object>(form: {
  [Name in keyof T]: Check<T[Name]>;
}): Check<T> {
  const checks = Object.entries<Check<unknown>>(form);
  return (value): value is T =>
    isObject(value) && checks.every(([name, check]) => check(value[name]));
}

/** Null for what is no JSON. */
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
