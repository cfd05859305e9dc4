/**
 * Finds our fields among the keys of an object. Records of one kind have the same keys over and
 * over, so that aliases are searched once per set of keys, and the plan serves all other records.
 */
import type { Cursor } from "./cursor";
import type { FieldName, Json, JsonObject } from "./field-map";

/** `key` is spelled as Cashrec spells it; `path` has the normalised keys below it. */
type Source = { key: string; below: readonly string[]; rank: number };
/** Lists, for each field that the object has, where it may be found, the best source first. */
export type Plan = Partial<Record<FieldName, Source[]>>;

type Target = { field: FieldName; below: readonly string[]; rank: number };

/** How many sets of keys are cached; an object used as a dictionary has a new one each time. */
const PLANS_MAX = 2_000;

export class Matcher {
  readonly #targets = new Map<string, Target[]>();
  readonly #plans = new Map<string, Plan>();
  #lastKeys: string[] = [];
  #lastPlan: Plan = {};

  constructor(aliases: Iterable<{ field: FieldName; path: string }>) {
    let rank = 0;
    for (const { field, path } of aliases) {
      const [first = "", ...below] = path.split(".").map(normaliseKey);
      const targets = this.#targets.get(first) ?? [];
      targets.push({ field, below, rank: rank++ });
      this.#targets.set(first, targets);
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
    for (const key of keys) {
      for (const { field, below, rank } of this.#targets.get(normaliseKey(key)) ?? []) {
        (plan[field] ??= []).push({ key, below, rank });
      }
    }
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
    const value = valueAt(object, source);
    if (value === null) absent = null;
    else if (typeof value === "object") wrong ??= source.key;
    else if (value !== undefined) {
      if (cursor.onFound !== null) cursor.found(field, listKeys(object, source), value);
      return value;
    }
  }
  if (wrong !== null && absent === undefined) {
    throw cursor.drift(`a single value was expected for ${field}`, wrong);
  }
  return absent;
}

export type PickedList = { key: string; value: Json[] | string | number | null };

/** Returns a list, or the one figure that represents it, and undefined when the field is absent. */
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
    const value = valueAt(object, source);
    const keys = cursor.onFound === null ? [source.key] : listKeys(object, source);
    if (value === null) absent ??= { key: source.key, value };
    else if (Array.isArray(value) || typeof value === "number" || typeof value === "string") {
      cursor.found(field, keys, value);
      return { key: source.key, value };
    } else if (value !== undefined) {
      throw cursor.drift(`a list was expected for ${field}`, ...keys);
    }
  }
  return absent;
}

/** `Business_Day`, `businessDay` and `business-day` are one key. */
export function normaliseKey(key: string): string {
  return key.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function valueAt(object: JsonObject, { key, below }: Source): Json | undefined {
  let value: Json | undefined = object[key];
  for (const step of below) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    const inner = keyLike(value, step);
    value = inner === undefined ? undefined : value[inner];
  }
  return value;
}

function listKeys(object: JsonObject, { key, below }: Source): string[] {
  const keys = [key];
  let value: Json | undefined = object[key];
  for (const step of below) {
    const inner = isObject(value) ? (keyLike(value, step) ?? step) : step;
    keys.push(inner);
    value = isObject(value) ? value[inner] : undefined;
  }
  return keys;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function keyLike(object: JsonObject, normalised: string): string | undefined {
  return Object.keys(object).find((key) => normaliseKey(key) === normalised);
}

function sameKeys(left: string[], right: string[]): boolean {
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false;
  return true;
}
