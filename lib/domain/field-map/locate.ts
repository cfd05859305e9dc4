/** Follows the paths of a locator from an object to the values that it names. */
import { type Filter, foldValue, type ListTerm, normaliseKey, type Path } from "./compile-locator";
import type { Rule } from "./compile-locator";
import type { Json, JsonObject } from "./field-map";
import type { Step } from "./cursor";

/** A value with the steps that lead to it. */
export type Located = { steps: Step[]; value: Json };

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function keyLike(object: JsonObject, normalised: string): string | undefined {
  return Object.keys(object).find((key) => normaliseKey(key) === normalised);
}

export function follow(object: Json, path: Path): Located | undefined {
  const steps: Step[] = [];
  let value: Json | undefined = object;
  for (const step of path) {
    const key: string | undefined = isObject(value) ? keyLike(value, step) : undefined;
    if (key === undefined || !isObject(value)) return undefined;
    steps.push(key);
    value = value[key];
  }
  return value === undefined ? undefined : { steps, value };
}

export function passes(element: Json, filter: Filter): boolean {
  return filter.every(({ path, values }) => {
    const value = follow(element, path)?.value;
    return value !== undefined && value !== null && typeof value !== "object"
      ? values.has(foldValue(value))
      : false;
  });
}

/** Returns null when there is no such list. */
export function locateElements(object: JsonObject, term: ListTerm): Located[] | null {
  const list = follow(object, term.list);
  if (list === undefined || !Array.isArray(list.value)) return null;
  return list.value.flatMap((element, index) => {
    if (!passes(element, term.filter)) return [];
    const found = follow(element, term.path) ?? { steps: [], value: null };
    return [{ steps: [...list.steps, index, ...found.steps], value: found.value }];
  });
}

/** Returns the single value that a rule leads to; a sum and a list have none. */
export function locateScalar(object: JsonObject, rule: Rule): Located | undefined {
  if (rule.kind === "constant") return { steps: [], value: rule.value };
  if (rule.kind !== "from-list") return undefined;
  return locateElements(object, rule)?.find(({ value }) => value !== null);
}
