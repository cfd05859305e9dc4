/**
 * The form of a response: which keys it has, and what kinds of values stand under them, without the
 * values themselves. Elements of a list share their form.
 */
import { pathText } from "./cursor";
import type { Json } from "./field-map";
import { isObject } from "./match";

export type FormNode = {
  keys: Map<string, FormNode>;
  /** The form of the elements of a list. */
  item: FormNode | null;
  isNumber: boolean;
  /** A number other than 0, or a text that is one. */
  hasAmount: boolean;
  /** An amount with a fraction. */
  hasFraction: boolean;
  /** An element of a list that is an object. */
  hasRecords: boolean;
};

const DEPTH_MAX = 12;
const KEYS_MAX = 400;
const DECIMAL = /^[+-]?\d{1,15}([.,]\d{1,4})?$/;

export function describeForm(root: Json): FormNode {
  const form = newNode();
  visit(root, form, 0);
  return form;
}

function newNode(): FormNode {
  return {
    keys: new Map(),
    item: null,
    isNumber: false,
    hasAmount: false,
    hasFraction: false,
    hasRecords: false,
  };
}

function visit(value: Json, node: FormNode, depth: number): void {
  if (depth > DEPTH_MAX) return;
  if (Array.isArray(value)) {
    node.item ??= newNode();
    for (const item of value) {
      if (isObject(item)) node.hasRecords = true;
      visit(item, node.item, depth + 1);
    }
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      let inner = node.keys.get(key);
      if (inner === undefined) {
        if (node.keys.size >= KEYS_MAX) continue;
        inner = newNode();
        node.keys.set(key, inner);
      }
      visit(value[key] ?? null, inner, depth + 1);
    }
  } else if (typeof value === "number") {
    node.isNumber = true;
    node.hasAmount ||= value !== 0;
    node.hasFraction ||= !Number.isInteger(value);
  } else if (typeof value === "string" && DECIMAL.test(value)) {
    node.hasAmount ||= /[1-9]/.test(value);
    node.hasFraction ||= /[.,]/.test(value);
  }
}

export type FormPath = { path: string; key: string; node: FormNode };

/** Lists every path below a node, with `[]` for the elements of a list. */
export function listPaths(form: FormNode, path = pathText([])): FormPath[] {
  const inList = form.item === null ? [] : listPaths(form.item, `${path}[]`);
  const inKeys = [...form.keys].flatMap(([key, node]) => {
    const at = path + pathText([key]).slice(1);
    return [{ path: at, key, node }, ...listPaths(node, at)];
  });
  return [...inKeys, ...inList];
}

/** Writes a form as one text: equal for responses of which a field map reads the same paths. */
export function formatForm(form: FormNode): string {
  return listPaths(form)
    .map(({ path, node }) => `${path} ${Number(node.hasAmount)}${Number(node.hasFraction)}`)
    .concat(String(form.hasRecords))
    .toSorted()
    .join("\n");
}
