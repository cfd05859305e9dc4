/**
 * What is known of an expression without running it: its value, or its type alone. What is opaque
 * has a path, by which two conditions on the same thing are decided alike.
 */
import type ts from "typescript";

export type Opaque = {
  kind: "opaque";
  path: string;
  type: ts.Type | null;
  /** The function whose parameter it comes from: its callers may know more. */
  owner: ts.SignatureDeclaration | null;
  isNegated?: boolean;
};
export type Closure = { kind: "closure"; declaration: Callable; frame: Frame | null };
/** The fields of an object literal, and what else it may contain. */
export type Fields = { kind: "fields"; entries: Map<string, Value>; rest: Opaque | null };
export type Value =
  | string
  | number
  | boolean
  | null
  | undefined
  | Value[]
  | Opaque
  | Closure
  | Fields;

export type Callable = ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression;
/** The variables of one call. Those of modules and of the examined function are the machine's. */
export type Frame = { id: number; values: Map<ts.Symbol, Value>; parent: Frame | null };

/** Evaluates expressions for one combination of everything that is undecided. */
export type Machine = {
  checker: ts.TypeChecker;
  evaluate: (node: ts.Expression, frame: Frame | null) => Value;
  call: (closure: Closure, args: readonly Value[]) => Value;
  /** Which of `count` options is taken, the same for each question with this path. */
  choose: (path: string, count: number) => number;
  isTrue: (value: Value) => boolean;
};

export function isOpaque(value: Value): value is Opaque {
  return isKind(value, "opaque");
}

export function isClosure(value: Value): value is Closure {
  return isKind(value, "closure");
}

export function isFields(value: Value): value is Fields {
  return isKind(value, "fields");
}

function isKind(value: Value, kind: string): boolean {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === kind;
}

/** What is derived from something opaque. */
export function derive(from: Opaque, path: string, type: ts.Type | null): Opaque {
  return { kind: "opaque", path, type, owner: from.owner };
}

/** As text, for paths. */
export function show(value: Value): string {
  if (isOpaque(value)) return value.isNegated === true ? `!${value.path}` : value.path;
  if (Array.isArray(value)) return `[${value.map(show).join()}]`;
  return isClosure(value) || isFields(value) ? "{}" : JSON.stringify(value ?? null);
}
