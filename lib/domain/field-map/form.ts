/**
 * The form of a response: which keys it has, and what kinds of values stand under them, without the
 * values themselves. Elements of a list share their form.
 */
import { pathText } from "./cursor";
import type { Json } from "./field-map";
import { isObject } from "./locate";

export type FormNode = {
  keys: Map<string, FormNode>;
  /** The form of the elements of a list, or of the values of an object whose keys are data. */
  item: FormNode | null;
  isKeyed: boolean;
  isNumber: boolean;
  /** A number other than 0, or a text that is one. */
  hasAmount: boolean;
  /** An amount with a fraction. */
  hasFraction: boolean;
  /** A number other than 0 that is not round, such as 7 or 12.34. */
  hasOdd: boolean;
  /** An element of a list that is an object. */
  hasRecords: boolean;
};

const DEPTH_MAX = 12;
const KEYS_MAX = 400;
// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const DECIMAL = /^[+-]?\d{1,15}([.,]\d{1,4})?$/;

/** `keyed` lists the paths of values in objects whose keys are data, such as `$.payments{}`. */
export function describeForm(root: Json, keyed: ReadonlySet<string> = new Set()): FormNode {
  const form = newNode();
  visit(root, form, { path: pathText([]), keyed, depth: 0 });
  return form;
}

/** Lists the paths of values in objects whose keys are data, among those of fields. */
export function listKeyed(used: Iterable<string>): ReadonlySet<string> {
  const keyed = new Set<string>();
  for (const path of used) {
    for (const { index } of path.matchAll(/\{\}/g)) keyed.add(path.slice(0, index + 2));
  }
  return keyed;
}

function newNode(): FormNode {
  return {
    keys: new Map(),
    item: null,
    isKeyed: false,
    isNumber: false,
    hasAmount: false,
    hasFraction: false,
    hasOdd: false,
    hasRecords: false,
  };
}

/** The path matters only where keys are data; without them it is not kept. */
type Position = { path: string; keyed: ReadonlySet<string>; depth: number };

function below({ path, keyed, depth }: Position, step: string): Position {
  return { path: path + step, keyed, depth: depth + 1 };
}

/** Every value of a response passes here, so that a position is made for a container only. */
function visit(value: Json, node: FormNode, at: Position): void {
  const { path, keyed, depth } = at;
  if (depth > DEPTH_MAX) return;
  if (Array.isArray(value)) {
    node.item ??= newNode();
    const inside = below(at, "[]");
    for (const item of value) {
      if (isObject(item)) node.hasRecords = true;
      visit(item, node.item, inside);
    }
  } else if (isObject(value) && keyed.size > 0 && keyed.has(`${path}{}`)) {
    node.isKeyed = true;
    node.hasRecords = true;
    node.item ??= newNode();
    const inside = below(at, "{}");
    for (const item of Object.values(value)) visit(item, node.item, inside);
  } else if (isObject(value)) {
    const inside = below(at, "");
    for (const key of Object.keys(value)) {
      let inner = node.keys.get(key);
      if (inner === undefined) {
        if (node.keys.size >= KEYS_MAX) continue;
        inner = newNode();
        node.keys.set(key, inner);
      }
      const position = keyed.size === 0 ? inside : below(at, pathText([key]).slice(1));
      visit(value[key] ?? null, inner, position);
    }
  } else if (typeof value === "number") {
    node.isNumber = true;
    node.hasAmount ||= value !== 0;
    node.hasFraction ||= !Number.isInteger(value);
    node.hasOdd ||= !isRound(value);
  } else if (typeof value === "string" && DECIMAL.test(value)) {
    node.hasAmount ||= /[1-9]/.test(value);
    node.hasFraction ||= /[.,]/.test(value);
    node.hasOdd ||= !isRound(Number(value));
  }
}

const ROUND = { least: 20, unit: 5 };

function isRound(value: number): boolean {
  return value === 0 || (Math.abs(value) >= ROUND.least && value % ROUND.unit === 0);
}

export type FormPath = { path: string; key: string; node: FormNode };

/** Lists every path below a node, with `[]` or `{}` for the elements of a list. */
export function listPaths(form: FormNode, path = pathText([])): FormPath[] {
  const inList =
    form.item === null ? [] : listPaths(form.item, path + (form.isKeyed ? "{}" : "[]"));
  const inKeys = [...form.keys].flatMap(([key, node]) => {
    const at = path + pathText([key]).slice(1);
    return [{ path: at, key, node }, ...listPaths(node, at)];
  });
  return [...inKeys, ...inList];
}

/** Writes a form as one text: equal for responses of which a field map reads the same paths. */
export function formatForm(form: FormNode): string {
  return listPaths(form)
    .map(
      ({ path, node }) =>
        `${path} ${[node.hasAmount, node.hasFraction, node.hasOdd].map(Number).join("")}`,
    )
    .concat(String(form.hasRecords))
    .toSorted()
    .join("\n");
}
