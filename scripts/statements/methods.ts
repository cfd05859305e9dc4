/** The methods of arrays and texts, and the global functions, of which statements are made. */
import type ts from "typescript";
import { derive, type Fields, isClosure, isFields, isOpaque, type Machine } from "./value";
import { type Opaque, show, type Value } from "./value";

/** What is not imitated here is opaque to whoever asks. */
export const UNHANDLED = Symbol("unhandled");

type Args = readonly Value[];
type OfList = (machine: Machine, list: Value[], args: Args) => Value;

function apply(machine: Machine, callback: Value | undefined, args: Args): Value {
  if (isClosure(callback)) return machine.call(callback, args);
  const path = `(${show(callback)})(${args.map(show).join()})`;
  return isOpaque(callback)
    ? derive(callback, path, null)
    : { kind: "opaque", path, type: null, owner: null };
}

function keep(machine: Machine, list: Value[], callback: Value | undefined): Value[] {
  return list.filter((one, index) => machine.isTrue(apply(machine, callback, [one, index])));
}

const OF_LISTS: Record<string, OfList> = {
  map: (machine, list, [callback]) =>
    list.map((one, index) => apply(machine, callback, [one, index])),
  flatMap: (machine, list, [callback]) =>
    list.flatMap((one, index) => {
      const made = apply(machine, callback, [one, index]);
      return Array.isArray(made) ? made : [made];
    }),
  filter: (machine, list, [callback]) => keep(machine, list, callback),
  some: (machine, list, [callback]) => keep(machine, list, callback).length > 0,
  every: (machine, list, [callback]) => keep(machine, list, callback).length === list.length,
  find: (machine, list, [callback]) => keep(machine, list, callback)[0],
  join: (_machine, list, [separator = ","]) => concatenate(list, separator),
  push: (_machine, list, args) => list.push(...args),
  includes: (_machine, list, [one]) =>
    isOpaque(one) ? derive(one, `${show(list)}.includes(${show(one)})`, null) : list.includes(one),
  concat: (_machine, list, args) =>
    list.concat(...args.map((one) => (Array.isArray(one) ? one : [one]))),
  slice: (_machine, list, [from, to]) => list.slice(Number(from ?? 0), to as number | undefined),
  at: (_machine, list, [index]) => list.at(Number(index)),
  toSorted: (_machine, list) => list,
  toReversed: (_machine, list) => list.toReversed(),
};

/** Joins texts; one that is opaque makes the result opaque. */
export function concatenate(parts: readonly Value[], separator: Value): Value {
  const unknown = parts.find(isOpaque);
  if (unknown !== undefined) return derive(unknown, unknown.path, null);
  return parts.map(write).join(write(separator));
}

/** A value as a part of a text. */
export function write(value: Value): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : "";
}

/** A list of unknown length stands for one with a single element. */
export function callMethod(
  machine: Machine,
  target: Value,
  name: string,
  args: Args,
  elementOf: (list: Opaque) => Opaque,
): Value | typeof UNHANDLED {
  if (Array.isArray(target)) return OF_LISTS[name]?.(machine, target, args) ?? UNHANDLED;
  if (typeof target === "string") return callOfText(target, name, args);
  if (!isOpaque(target)) return UNHANDLED;
  if (name === "map" || name === "flatMap") {
    return OF_LISTS[name]?.(machine, [elementOf(target)], args) ?? UNHANDLED;
  }
  if (["filter", "toSorted", "slice", "toReversed"].includes(name)) return target;
  return derive(target, `${target.path}.${name}(${args.map(show).join()})`, null);
}

function callOfText(text: string, name: string, args: Args): Value | typeof UNHANDLED {
  const [first, second] = args.map((one) => (typeof one === "number" ? one : write(one)));
  if (args.some(isOpaque)) return UNHANDLED;
  if (name === "trim") return text.trim();
  if (name === "replace") return text.replace(String(first), String(second));
  if (name === "includes") return text.includes(String(first));
  if (name === "startsWith") return text.startsWith(String(first));
  if (name === "split") return text.split(String(first));
  if (name === "replaceAll") return text.replaceAll(String(first), String(second));
  if (name === "slice") return text.slice(Number(first), second as number | undefined);
  return UNHANDLED;
}

/** `Object.entries` and its siblings, `String` and `Math`. */
export function callGlobal(name: string, given: () => Args): Value | typeof UNHANDLED {
  if (!/^(String|(Object|Math)\.\w+)$/.test(name)) return UNHANDLED;
  const args = given();
  const [first] = args;
  if (name === "String" && !isOpaque(first)) return write(first);
  if (name.startsWith("Object.") && isFields(first) && first.rest === null) {
    return listFields(name, first);
  }
  if (name.startsWith("Math.") && args.every((one) => typeof one === "number")) {
    return Math[name.slice(5) as "max"](...args);
  }
  return UNHANDLED;
}

function listFields(name: string, { entries }: Fields): Value | typeof UNHANDLED {
  if (name === "Object.keys") return [...entries.keys()];
  if (name === "Object.values") return [...entries.values()];
  if (name === "Object.entries") return [...entries].map(([key, value]) => [key, value]);
  return UNHANDLED;
}

/** Follows `a.b`: a known field, or something opaque of the field's type. */
export function readField(target: Value, name: string, type: () => ts.Type): Value {
  if (isFields(target)) {
    if (target.entries.has(name)) return target.entries.get(name);
    return target.rest === null ? undefined : readField(target.rest, name, type);
  }
  if ((Array.isArray(target) || typeof target === "string") && name === "length") {
    return target.length;
  }
  if (Array.isArray(target) && /^\d+$/.test(name)) return target[Number(name)];
  if (isOpaque(target)) return derive(target, `${target.path}.${name}`, type());
  return undefined;
}
