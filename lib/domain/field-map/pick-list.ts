/** Finds a list among the fields of an object, and visits its elements. */
import type { CompiledColumn } from "./compile-locator";
import type { Cursor, Step } from "./cursor";
import { listDataEntries } from "./data-keys";
import type { FieldName, Json, JsonObject } from "./field-map";
import { isObject, passes } from "./locate";
import { listKeys, type Plan, type Source, valueAt } from "./match";

export type PickedList = {
  /** Leads from the object to the list. */
  keys: readonly string[];
  /** The elements, or the one figure that represents them. */
  value: Json[] | string | number | null;
  /** Leads to each element; null when it is its index. */
  steps: readonly Step[][] | null;
  /** Stands for a list whose elements are fields of the object itself. */
  columns: readonly CompiledColumn[] | null;
};

/** Returns undefined when the field is absent. */
export function pickList(
  cursor: Cursor,
  object: JsonObject,
  plan: Plan,
  field: FieldName,
): PickedList | undefined {
  const sources = plan[field];
  if (sources === undefined) return undefined;
  let absent: PickedList | undefined;
  for (const source of sources) {
    const list = listAt(cursor, object, source);
    if (list === undefined) continue;
    if (list.value === null && list.columns === null) absent ??= list;
    else {
      if (list.columns === null) cursor.found(field, list.keys, list.value);
      return list;
    }
  }
  return absent;
}

function listAt(cursor: Cursor, object: JsonObject, source: Source): PickedList | undefined {
  const { rule, key, below } = source;
  if (rule?.kind === "columns") {
    return { keys: [], value: null, steps: null, columns: rule.columns };
  }
  const value = key === "" ? object : valueAt(object, source);
  if (value === undefined) return undefined;
  const keys = key === "" ? [] : below.length === 0 ? [key] : listKeys(object, source);
  if (isObject(value)) {
    if (rule?.kind !== "keys") throw cursor.drift("a list was expected", ...keys);
    const entries = listDataEntries(value, rule.field, { onlyObjects: key === "" });
    const steps = entries.map((entry) => entry.steps);
    return { keys, value: entries.map(({ item }) => item), steps, columns: null };
  }
  if (typeof value === "boolean") throw cursor.drift("a list was expected", ...keys);
  if (rule?.kind !== "filter" || value === null) {
    return { keys, value, steps: null, columns: null };
  }
  if (!Array.isArray(value)) throw cursor.drift("a list was expected", ...keys);
  const taken = [...value.entries()].filter(([, element]) => passes(element, rule.filter));
  return {
    keys,
    value: taken.map(([, element]) => element),
    steps: taken.map(([index]) => [index]),
    columns: null,
  };
}

/** Visits the elements of a list, which must be records. */
export function visitRecords(
  cursor: Cursor,
  { keys, steps }: PickedList,
  { field, value }: { field: FieldName; value: readonly Json[] },
  visit: (record: JsonObject) => void,
): void {
  for (const key of keys) cursor.enter(key);
  cursor.count(value.length);
  for (const [index, item] of value.entries()) {
    const inner = steps?.[index];
    if (inner === undefined) cursor.enter(index);
    else for (const step of inner) cursor.enter(step);
    if (!isObject(item)) throw cursor.drift(`a record was expected in ${field}`);
    visit(item);
    cursor.leave(inner?.length ?? 1);
  }
  cursor.leave(keys.length);
}
