/**
 * Every text that a statement can have. What can't be known is decided both ways, one question at a
 * time, so that each option is taken once; a parameter is what some caller gives.
 */
import ts from "typescript";
import { type CallIndex, listChangesBefore } from "./call-index";
import { execute, readPart } from "./execute";
import { createMachine, type Choices } from "./machine";
import { concatenate, write } from "./methods";
import { type Frame, isFields, isOpaque, type Machine, type Opaque, type Value } from "./value";

const RUNS_MAX = 400;

export type Examined = { text: string; values: Value };
export type Unknown = { unknown: string };

/** `values` is null where the text alone is asked for. */
export function examine(
  checker: ts.TypeChecker,
  index: CallIndex,
  text: ts.Expression,
  values: ts.Expression | null,
): Examined[] | Unknown {
  const expanded = new Set<ts.Node>();
  for (;;) {
    const result = tryEveryOption((choices) => {
      const root: Frame = { id: 0, values: new Map(), parent: null };
      const context = { index, expanded, root, wholes: new Map<ts.Node, Value>() };
      const { machine, asked } = createMachine(checker, createLookup(context), choices);
      prepare(machine, context, text);
      const made = machine.evaluate(text, null);
      return {
        asked,
        text: toCopy(made),
        values: values === null ? [] : machine.evaluate(values, null),
      };
    });
    const opaque = result.find((one) => isOpaque(one.text) || isOpaque(one.values));
    if (opaque === undefined) {
      return result.map((one) => ({ text: write(one.text), values: one.values }));
    }
    const unknown = (isOpaque(opaque.text) ? opaque.text : opaque.values) as Opaque;
    if (unknown.owner !== null && index.has(unknown.owner) && !expanded.has(unknown.owner)) {
      expanded.add(unknown.owner);
      continue;
    }
    if (isOpaque(opaque.text)) return { unknown: unknown.path };
    return result.map((one) => ({ text: write(one.text), values: one.values }));
  }
}

/** The table and the columns that `copyRows` is given, as the statement that it makes of them. */
function toCopy(value: Value): Value {
  if (!isFields(value)) return value;
  const columns = value.entries.get("columns");
  const names = Array.isArray(columns) ? concatenate(columns, ", ") : (columns ?? "");
  return concatenate(["COPY ", value.entries.get("table"), " (", names, ") FROM STDIN"], "");
}

type Result = { asked: Map<string, number>; text: Value; values: Value };

function tryEveryOption(run: (choices: Choices) => Result): Result[] {
  const scheduled = new Set<string>();
  const queue: Choices[] = [new Map()];
  const results: Result[] = [];
  for (let choices = queue.shift(); choices !== undefined; choices = queue.shift()) {
    const result = run(choices);
    results.push(result);
    for (const [path, count] of result.asked) {
      for (let option = 1; option < count; option += 1) {
        const key = `${path} ${option}`;
        if (scheduled.has(key) || results.length + queue.length >= RUNS_MAX) continue;
        scheduled.add(key);
        queue.push(new Map([...choices, [path, option]]));
      }
    }
  }
  return results;
}

type Context = {
  index: CallIndex;
  expanded: ReadonlySet<ts.Node>;
  root: Frame;
  /** What patterns take apart, evaluated once for all of their names. */
  wholes: Map<ts.Node, Value>;
};

function prepare(machine: Machine, { root }: Context, node: ts.Node): void {
  const opaqueAt = (at: ts.Node) => opaqueOf(machine, at, null);
  execute({ machine, opaqueAt }, listChangesBefore(node), root);
}

/** Names are evaluated where they are declared, when they are first used. */
function createLookup(context: Context) {
  const { root } = context;
  return (machine: Machine, symbol: ts.Symbol, node: ts.Node): Value => {
    if (root.values.has(symbol)) return root.values.get(symbol);
    root.values.set(symbol, opaqueOf(machine, node, null));
    const value = evaluateDeclaration(machine, context, symbol.valueDeclaration, node);
    root.values.set(symbol, value);
    return value;
  };
}

function evaluateDeclaration(
  machine: Machine,
  context: Context,
  declaration: ts.Node | undefined,
  node: ts.Node,
): Value {
  if (declaration === undefined) return opaqueOf(machine, node, null);
  if (ts.isFunctionDeclaration(declaration)) return { kind: "closure", declaration, frame: null };
  if (ts.isParameter(declaration)) return readParameter(machine, context, declaration);
  if (ts.isBindingElement(declaration)) {
    const whole = declaration.parent.parent;
    const { wholes } = context;
    const value = wholes.has(whole)
      ? wholes.get(whole)
      : evaluateDeclaration(machine, context, whole, whole);
    wholes.set(whole, value);
    return readPart(machine, declaration, declaration.parent.elements.indexOf(declaration), value);
  }
  if (ts.isVariableDeclaration(declaration)) {
    if (declaration.initializer !== undefined)
      return machine.evaluate(declaration.initializer, null);
    const loop = declaration.parent.parent;
    if (ts.isForOfStatement(loop)) {
      const list = machine.evaluate(loop.expression, null);
      if (Array.isArray(list) && list.length > 0) {
        return list[machine.choose(`element of ${loop.getStart()}`, list.length)];
      }
    }
  }
  return opaqueOf(machine, node, null);
}

function readParameter(
  machine: Machine,
  context: Context,
  parameter: ts.ParameterDeclaration,
): Value {
  const owner = parameter.parent;
  const callers = context.index.get(owner) ?? [];
  if (!context.expanded.has(owner) || callers.length === 0)
    return opaqueOf(machine, parameter, owner);
  const path = `caller of ${owner.getSourceFile().fileName}:${owner.getStart()}`;
  const caller = callers[machine.choose(path, callers.length)];
  const argument = caller?.arguments[owner.parameters.indexOf(parameter)];
  if (caller === undefined) return undefined;
  prepare(machine, context, caller);
  if (argument !== undefined) return machine.evaluate(argument, null);
  return parameter.initializer === undefined
    ? undefined
    : machine.evaluate(parameter.initializer, null);
}

function opaqueOf(
  { checker }: Machine,
  node: ts.Node,
  owner: ts.SignatureDeclaration | null,
): Opaque {
  const path = `${node.getSourceFile().fileName.split("/").slice(-2).join("/")}:${node.getText()}`;
  return { kind: "opaque", path, type: checker.getTypeAtLocation(node), owner };
}
