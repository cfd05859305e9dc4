/**
 * Finds our fields among the keys of an object. Records of one kind have the same keys over and
 * over, so that aliases are searched once per set of keys, and the plan serves all other records.
 */
import { type CompiledLocator, normaliseKey, type Path, type Rule } from "./compile-locator";
import type { Cursor } from "./cursor";
import { isDataKey, readDataKey } from "./data-keys";
import type { FieldName, Json, JsonObject } from "./field-map";
import { type FilteredList, listFiltered } from "./filtered-lists";
import { isObject, keyLike, locateScalar } from "./locate";

/** `key` is spelled as Cashrec spells it; `below` has the normalised keys below it. */
export type Source = { key: string; below: Path; rank: number; rule: Rule | null };
/** Lists, for each field that the object has, where it may be found, the best source first. */
export type Plan = Partial<Record<FieldName, Source[]>>;

type Target = { field: FieldName; below: Path; rank: number; rule: Rule | null };

/** How many sets of keys are cached; an object used as a dictionary has a new one each time. */
const PLANS_MAX = 2_000;

export class Matcher {
  /** Lists of which the map takes only some elements. */
  readonly filtered: readonly FilteredList[];
  readonly #targets = new Map<string, Target[]>();
  readonly #always: Target[] = [];
  readonly #plans = new Map<string, Plan>();
  #lastKeys: string[] = [];
  #lastPlan: Plan = {};

  constructor(locators: readonly { field: FieldName; locator: CompiledLocator }[]) {
    this.filtered = listFiltered(locators.map(({ locator }) => locator));
    let rank = 0;
    for (const { field, locator } of locators) {
      const { firsts, below, rule } = locator;
      const target = { field, below, rank: rank++, rule };
      if (firsts.length === 0) this.#always.push(target);
      for (const first of new Set(firsts)) {
        const targets = this.#targets.get(first) ?? [];
        targets.push(target);
        this.#targets.set(first, targets);
      }
    }
  }

  plan(object: JsonObject): Plan {
    const keys = Object.keys(object);
    if (sameKeys(keys, this.#lastKeys)) return this.#lastPlan;
    const signature = JSON.stringify(keys);
    let plan = this.#plans.get(signature);
    if (plan === undefined) {
      plan = this.#make(keys);
      if (this.#plans.size >= PLANS_MAX) this.#plans.clear();
      this.#plans.set(signature, plan);
    }
    this.#lastKeys = keys;
    this.#lastPlan = plan;
    return plan;
  }

  #make(keys: string[]): Plan {
    const plan: Plan = {};
    const add = (key: string, { field, below, rank, rule }: Target) => {
      const sources = (plan[field] ??= []);
      // What is computed from several keys is one source.
      if (rule !== null && sources.some((each) => each.rule === rule)) return;
      sources.push({ key, below, rank, rule });
    };
    for (const key of keys) {
      const fields = readDataKey(key);
      for (const field of fields) add(key, { field, below: [], rank: -1, rule: null });
      if (fields.length > 0) continue;
      for (const target of this.#targets.get(normaliseKey(key)) ?? []) add(key, target);
    }
    for (const target of this.#always) add("", target);
    for (const sources of Object.values(plan)) sources.sort((a, b) => a.rank - b.rank);
    return plan;
  }
}

/**
 * Returns a text, number or boolean, null when the field is null, and undefined when it is absent.
 */
export function pickScalar(
  cursor: Cursor,
  object: JsonObject,
  plan: Plan,
  field: FieldName,
): string | number | boolean | null | undefined {
  const sources = plan[field];
  if (sources === undefined) return undefined;
  let absent: null | undefined;
  let wrong: string | null = null;
  for (const source of sources) {
    const found = source.rule === null ? null : locateScalar(object, source.rule);
    const value = found === null ? valueAt(object, source) : found?.value;
    if (value === null) absent = null;
    else if (typeof value === "object") wrong ??= source.key;
    else if (value !== undefined) {
      if (cursor.onFound !== null && source.rule?.kind !== "constant") {
        cursor.found(field, found?.steps ?? listKeys(object, source), value);
      }
      return value;
    }
  }
  if (wrong !== null && absent === undefined) {
    throw cursor.drift(`a single value was expected for ${field}`, wrong);
  }
  return absent;
}

export function valueAt(object: JsonObject, { key, below }: Source): Json | undefined {
  let value: Json | undefined = object[key];
  for (const step of below) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    const inner = keyLike(value, step);
    value = inner === undefined ? undefined : value[inner];
  }
  return value;
}

/** Lists the keys that lead to a value, as Cashrec spells them. */
export function listKeys(object: JsonObject, { key, below }: Source): string[] {
  // A key that is data stands in the path of the object already.
  if (isDataKey(key)) return [];
  const keys = [key];
  let value: Json | undefined = object[key];
  for (const step of below) {
    const inner = isObject(value) ? (keyLike(value, step) ?? step) : step;
    keys.push(inner);
    value = isObject(value) ? value[inner] : undefined;
  }
  return keys;
}

function sameKeys(left: string[], right: string[]): boolean {
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false;
  return true;
}
