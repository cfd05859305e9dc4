/**
 * Evaluates expressions without running them. Nothing fails here: what can't be known is opaque,
 * and a text with an opaque part is opaque too.
 */
import ts from "typescript";
import { CELL_SUMS, TOTAL_KEYS } from "@/lib/server/variances/columns";
import { bindPattern, canExecute, execute, type Executor } from "./execute";
import { callGlobal, callMethod, concatenate, readField, UNHANDLED, write } from "./methods";
import { evaluateBinary, evaluatePrefix, partsOf, toPart } from "./operators";
import { type Callable, type Closure, derive, type Frame, isClosure, isFields } from "./value";
import { isOpaque, type Machine, type Opaque, type Value } from "./value";

const DEPTH_MAX = 30;

/** What functions read from the database as part of a statement, or something of its shape. */
const SAMPLES: Record<string, string> = {
  readSumsOfCells: `SELECT ${TOTAL_KEYS}, ${CELL_SUMS.join(", ")} FROM variance_total`,
};

/** Any instant will do in place of one. */
const AN_INSTANT = "2026-01-01T00:00:00.000Z";

/** What an identifier means that no frame has: a constant, a function, a parameter. */
export type Lookup = (machine: Machine, symbol: ts.Symbol, node: ts.Node) => Value;

/** Options by the path of their question; the first where nothing is chosen. */
export type Choices = ReadonlyMap<string, number>;

export function createMachine(
  checker: ts.TypeChecker,
  lookUp: Lookup,
  choices: Choices,
): { machine: Machine; asked: Map<string, number> } {
  const asked = new Map<string, number>();
  let calls = 0;
  let depth = 0;

  const opaqueAt: Executor["opaqueAt"] = (node, frame, from = null) => {
    const file = node.getSourceFile().fileName.split("/").slice(-2).join("/");
    const path = `${file}:${node.getStart()}${frame === null ? "" : `#${frame.id}`}`;
    return {
      kind: "opaque",
      path: from === null ? path : `${from.path}@${path}`,
      type: checker.getTypeAtLocation(node),
      owner: from?.owner ?? null,
    };
  };
  const machine: Machine = {
    checker,
    evaluate,
    call,
    choose(path, count) {
      asked.set(path, count);
      return Math.min(choices.get(path) ?? 0, count - 1);
    },
    isTrue(value) {
      if (!isOpaque(value)) return Boolean(value);
      return (machine.choose(value.path, 2) === 0) !== (value.isNegated === true);
    },
  };
  const executor: Executor = { machine, opaqueAt };
  return { machine, asked };

  function evaluate(node: ts.Expression, frame: Frame | null): Value {
    if (ts.isStringLiteralLike(node)) return node.text;
    if (ts.isNumericLiteral(node)) return Number(node.text.replaceAll("_", ""));
    if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
    if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
    if (node.kind === ts.SyntaxKind.NullKeyword) return null;
    if (ts.isIdentifier(node)) return readIdentifier(node, frame);
    if (ts.isTemplateExpression(node)) {
      const spans = node.templateSpans.flatMap(({ expression, literal }) => [
        toPart(machine, evaluate(expression, frame)),
        literal.text,
      ]);
      return concatenate([node.head.text, ...spans], "");
    }
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) {
      return evaluate(node.expression, frame);
    }
    if (ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node)) {
      return evaluate(node.expression, frame);
    }
    if (ts.isBinaryExpression(node)) {
      const left = evaluate(node.left, frame);
      return evaluateBinary(machine, node.operatorToken.kind, left, () =>
        evaluate(node.right, frame),
      );
    }
    if (ts.isPrefixUnaryExpression(node)) {
      return evaluatePrefix(machine, node.operator, evaluate(node.operand, frame));
    }
    if (ts.isConditionalExpression(node)) {
      const isTrue = machine.isTrue(evaluate(node.condition, frame));
      return evaluate(isTrue ? node.whenTrue : node.whenFalse, frame);
    }
    if (ts.isArrayLiteralExpression(node)) return evaluateList(node, frame);
    if (ts.isObjectLiteralExpression(node)) return evaluateFields(node, frame);
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) {
      return { kind: "closure", declaration: node, frame };
    }
    if (ts.isPropertyAccessExpression(node)) {
      const target = evaluate(node.expression, frame);
      return readField(target, node.name.text, () => checker.getTypeAtLocation(node));
    }
    if (ts.isElementAccessExpression(node)) return readElement(node, frame);
    if (ts.isCallExpression(node)) return evaluateCall(node, frame);
    if (ts.isAwaitExpression(node) && ts.isCallExpression(node.expression)) {
      return SAMPLES[node.expression.expression.getText()] ?? opaqueAt(node, frame);
    }
    return opaqueAt(node, frame);
  }

  function readIdentifier(node: ts.Identifier, frame: Frame | null): Value {
    if (node.text === "undefined") return undefined;
    const found = checker.getSymbolAtLocation(node);
    if (found === undefined) return opaqueAt(node, frame);
    const symbol = found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
    for (let scope = frame; scope !== null; scope = scope.parent) {
      if (scope.values.has(symbol)) return scope.values.get(symbol);
    }
    return lookUp(machine, symbol, node);
  }

  function evaluateList(node: ts.ArrayLiteralExpression, frame: Frame | null): Value {
    const list: Value[] = [];
    for (const element of node.elements) {
      if (!ts.isSpreadElement(element)) {
        list.push(evaluate(element, frame));
        continue;
      }
      const spread = evaluate(element.expression, frame);
      if (Array.isArray(spread)) list.push(...spread);
      else if (isOpaque(spread) && lengthOf(spread) !== null) {
        list.push(
          ...Array.from({ length: lengthOf(spread) ?? 0 }, () => ({ ...spread, type: null })),
        );
      } else return opaqueAt(node, frame, isOpaque(spread) ? spread : null);
    }
    return list;
  }

  function evaluateFields(node: ts.ObjectLiteralExpression, frame: Frame | null): Value {
    const made = { kind: "fields" as const, entries: new Map<string, Value>(), rest: null };
    let rest: Opaque | null = null;
    for (const property of node.properties) {
      if (ts.isPropertyAssignment(property)) {
        const name = ts.isComputedPropertyName(property.name) ? null : property.name.text;
        if (name !== null) made.entries.set(name, evaluate(property.initializer, frame));
      } else if (ts.isShorthandPropertyAssignment(property)) {
        const symbol = checker.getShorthandAssignmentValueSymbol(property);
        made.entries.set(
          property.name.text,
          symbol === undefined ? undefined : readSymbol(symbol, property.name, frame),
        );
      } else if (ts.isSpreadAssignment(property)) {
        const spread = evaluate(property.expression, frame);
        if (isFields(spread)) for (const [key, one] of spread.entries) made.entries.set(key, one);
        if (isOpaque(spread)) rest = spread;
      }
    }
    return { ...made, rest };
  }

  function readSymbol(symbol: ts.Symbol, node: ts.Node, frame: Frame | null): Value {
    for (let scope = frame; scope !== null; scope = scope.parent) {
      if (scope.values.has(symbol)) return scope.values.get(symbol);
    }
    return lookUp(machine, symbol, node);
  }

  function readElement(node: ts.ElementAccessExpression, frame: Frame | null): Value {
    const target = evaluate(node.expression, frame);
    const key = evaluate(node.argumentExpression, frame);
    const type = () => checker.getTypeAtLocation(node);
    if (!isOpaque(key)) return readField(target, write(key), type);
    const known = toPart(machine, key);
    if (!isOpaque(known)) return readField(target, write(known), type);
    if (isFields(target) && target.entries.size > 0) {
      const options = [...target.entries.values()];
      return options[machine.choose(key.path, options.length)];
    }
    return opaqueAt(node, frame, isOpaque(target) ? target : key);
  }

  function evaluateCall(node: ts.CallExpression, frame: Frame | null): Value {
    const callee = node.expression;
    const args = () => node.arguments.map((argument) => evaluate(argument, frame));
    const global = callGlobal(callee.getText(), args);
    if (global !== UNHANDLED) return global;
    if (ts.isPropertyAccessExpression(callee)) {
      if (callee.name.text === "toISOString") return AN_INSTANT;
      const target = evaluate(callee.expression, frame);
      const made = callMethod(machine, target, callee.name.text, args(), (list) =>
        derive(list, `${list.path}[]`, elementTypeOf(list)),
      );
      if (made !== UNHANDLED) return isOpaque(made) ? typed(made, node) : made;
    }
    const target = evaluate(callee, frame);
    if (isClosure(target)) return call(target, args(), node);
    return opaqueAt(node, frame, isOpaque(target) ? target : null);
  }

  function typed(value: Opaque, node: ts.Node): Opaque {
    return value.type === null ? { ...value, type: checker.getTypeAtLocation(node) } : value;
  }

  function lengthOf({ type }: Opaque): number | null {
    const lists = type === null ? [] : partsOf(type).filter((part) => checker.isTupleType(part));
    const [length] = lists.map((list) => checker.getTypeArguments(list as ts.TypeReference).length);
    return length ?? null;
  }

  function elementTypeOf({ type }: Opaque): ts.Type | null {
    return type === null ? null : (checker.getIndexTypeOfType(type, ts.IndexKind.Number) ?? null);
  }

  /** What waits for something can't be known, and texts are made without waiting. */
  function call(closure: Closure, args: readonly Value[], node?: ts.Node): Value {
    const { declaration } = closure;
    const at = node ?? declaration;
    const { body } = declaration;
    if (isAsync(declaration) || depth > DEPTH_MAX || body === undefined || !canExecute(body)) {
      return opaqueAt(at, closure.frame);
    }
    const frame: Frame = { id: (calls += 1), values: new Map(), parent: closure.frame };
    declaration.parameters.forEach((parameter, index) => {
      const value = args[index];
      const given =
        value === undefined && parameter.initializer !== undefined
          ? evaluate(parameter.initializer, frame)
          : value;
      bindPattern(executor, parameter.name, given, frame);
    });
    depth += 1;
    try {
      if (!ts.isBlock(body)) return evaluate(body, frame);
      return execute(executor, body.statements, frame)?.value;
    } finally {
      depth -= 1;
    }
  }
}

function isAsync(declaration: Callable): boolean {
  return declaration.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false;
}
