/** Turns the locators of a map into what the reader looks up, once for each map. */
import type { TenderKind } from "../cash-sheet";
import {
  KEY_FIELDS,
  type KeyField,
  type Locator,
  type Sum,
  type Term,
  type Where,
} from "./locator";

/** Normalised keys, from the outer to the inner one. */
export type Path = readonly string[];

/** All conditions have to hold. */
export type Filter = readonly { path: Path; values: ReadonlySet<string> }[];

export type ListTerm = { list: Path; filter: Filter; path: Path };
export type CompiledTerm = { path: Path } | ListTerm;
export type CompiledSum = { plus: readonly CompiledTerm[]; minus: readonly CompiledTerm[] };
export type CompiledColumn = {
  amount: { path: Path } | CompiledSum;
  tenderId: string;
  tenderName: string | null;
  kind: TenderKind | null;
};

/** What has to be done beyond following a path. */
export type Rule =
  | { kind: "filter"; path: Path; filter: Filter }
  | { kind: "keys"; field: KeyField }
  | ({ kind: "from-list" } & ListTerm)
  | ({ kind: "sum" } & CompiledSum)
  | { kind: "columns"; columns: readonly CompiledColumn[] }
  | { kind: "constant"; value: string | number | boolean };

export type CompiledLocator = {
  /** An object that has one of these keys may have the field; without any, each object may. */
  firsts: readonly string[];
  /** The keys below the first one. */
  below: Path;
  rule: Rule | null;
};

const NORMALISED_MAX = 5_000;
const normalised = new Map<string, string>();

/** `Business_Day`, `businessDay` and `business-day` are one key. */
export function normaliseKey(key: string): string {
  const known = normalised.get(key);
  if (known !== undefined) return known;
  const made = key.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  if (normalised.size >= NORMALISED_MAX) normalised.clear();
  normalised.set(key, made);
  return made;
}

/** Returns null when the locator is good only in another kind of object. */
export function compileLocator(locator: Locator, isOwn: boolean): CompiledLocator | null {
  if (!isOwn && listPaths(locator).some((path) => path.startsWith("@"))) return null;
  if (typeof locator === "string") return compilePath(locator);
  if ("constant" in locator) {
    return { firsts: [], below: [], rule: { kind: "constant", value: locator.constant } };
  }
  if ("columns" in locator) {
    const columns = locator.columns.map(({ path, tenderId, tenderName, kind }) => ({
      amount: typeof path === "string" ? { path: splitPath(path) } : compileSum(path),
      tenderId,
      tenderName: tenderName ?? null,
      kind: kind ?? null,
    }));
    return { firsts: firstsOf(locator), below: [], rule: { kind: "columns", columns } };
  }
  if ("plus" in locator) {
    return { firsts: firstsOf(locator), below: [], rule: { kind: "sum", ...compileSum(locator) } };
  }
  if ("in" in locator) {
    const rule = { kind: "from-list" as const, ...compileListTerm(locator) };
    return { firsts: firstsOf(locator), below: [], rule };
  }
  const { firsts, below } = compilePath(locator.path);
  const path = [...firsts, ...below];
  return { firsts, below, rule: { kind: "filter", path, filter: compileFilter(locator.where) } };
}

/** A path may end in a field in braces, whose values are then the keys of the object there. */
export function splitBraces(path: string): { path: string; field: KeyField | null } {
  // oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
  const match = /^(?:(.+)\.)?\{(\w+)\}$/.exec(path);
  if (match === null) return { path, field: null };
  const field = KEY_FIELDS.find((each) => each === match[2]) ?? null;
  return { path: match[1] ?? "", field };
}

function compilePath(text: string): CompiledLocator {
  const { path, field } = splitBraces(text);
  const [first, ...below] = splitPath(path);
  const rule = field === null ? null : { kind: "keys" as const, field };
  return { firsts: first === undefined ? [] : [first], below, rule };
}

function splitPath(path: string): Path {
  return path === "" ? [] : path.replace(/^@/, "").split(".").map(normaliseKey);
}

function listPaths(locator: Locator): string[] {
  if (typeof locator === "string") return [locator];
  if ("constant" in locator) return [];
  if ("columns" in locator) {
    return locator.columns.flatMap(({ path }) =>
      typeof path === "string" ? path : termPaths(path),
    );
  }
  if ("plus" in locator) return termPaths(locator);
  return ["in" in locator ? locator.in : locator.path];
}

function termPaths({ plus, minus }: Sum): string[] {
  return [...plus, ...minus].map((term) => (typeof term === "string" ? term : term.in));
}

function firstsOf(locator: Locator): string[] {
  return listPaths(locator).flatMap((path) => splitPath(path).slice(0, 1));
}

function compileSum({ plus, minus }: Sum): CompiledSum {
  return { plus: plus.map(compileTerm), minus: minus.map(compileTerm) };
}

function compileTerm(term: Term): CompiledTerm {
  return typeof term === "string" ? { path: splitPath(term) } : compileListTerm(term);
}

function compileListTerm(term: Exclude<Term, string>): ListTerm {
  const filter = compileFilter(term.where ?? {});
  return { list: splitPath(term.in), filter, path: splitPath(term.path) };
}

function compileFilter(where: Where): Filter {
  return Object.entries(where).map(([path, values]) => ({
    path: splitPath(path),
    values: new Set(values.map(foldValue)),
  }));
}

/** Values are compared without regard to letter case and to spaces around them. */
export function foldValue(value: string | number | boolean): string {
  return String(value).trim().toLowerCase();
}

/** Returns what a map says of a value. Most maps say nothing, and must not cost anything. */
export function findValue<Value>(
  values: ReadonlyMap<string, Value>,
  given: string | number | boolean | null | undefined,
): Value | undefined {
  if (values.size === 0 || given === null || given === undefined) return undefined;
  return values.get(foldValue(given));
}
