/** Executes the statements of a function that makes a part of a text. */
import ts from "typescript";
import { readField } from "./methods";
import { type Frame, isFields, isOpaque, type Machine, type Opaque, type Value } from "./value";

export type Executor = {
  machine: Machine;
  opaqueAt: (node: ts.Node, frame: Frame | null, from?: Opaque | null) => Opaque;
};

/** Whether these statements are executed as a whole. Those of other kinds would be passed over. */
export function canExecute(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return true;
  if (ts.isIterationStatement(node, false) && !ts.isForOfStatement(node)) return false;
  if (ts.isSwitchStatement(node) || ts.isTryStatement(node)) return false;
  return !ts.forEachChild(node, (child) => !canExecute(child));
}

type Returned = { value: Value };

/** Null when the statements end without returning. */
export function execute(
  executor: Executor,
  statements: readonly ts.Statement[],
  frame: Frame,
): Returned | null {
  for (const statement of statements) {
    const returned = executeOne(executor, statement, frame);
    if (returned !== null) return returned;
  }
  return null;
}

function executeOne(executor: Executor, statement: ts.Statement, frame: Frame): Returned | null {
  const { machine } = executor;
  if (ts.isReturnStatement(statement)) {
    const { expression } = statement;
    return { value: expression === undefined ? undefined : machine.evaluate(expression, frame) };
  }
  if (ts.isBlock(statement)) return execute(executor, statement.statements, frame);
  if (ts.isVariableStatement(statement)) {
    for (const { name, initializer } of statement.declarationList.declarations) {
      const value = initializer === undefined ? undefined : machine.evaluate(initializer, frame);
      bindPattern(executor, name, value, frame);
    }
  } else if (ts.isExpressionStatement(statement)) {
    executeExpression(executor, statement.expression, frame);
  } else if (ts.isIfStatement(statement)) {
    const { thenStatement, elseStatement, expression } = statement;
    const branch = machine.isTrue(machine.evaluate(expression, frame))
      ? thenStatement
      : elseStatement;
    if (branch !== undefined) return executeOne(executor, branch, frame);
  } else if (ts.isForOfStatement(statement)) {
    return executeLoop(executor, statement, frame);
  }
  return null;
}

function executeLoop(
  executor: Executor,
  { initializer, expression, statement }: ts.ForOfStatement,
  frame: Frame,
): Returned | null {
  const list = executor.machine.evaluate(expression, frame);
  if (!ts.isVariableDeclarationList(initializer)) return null;
  const name = initializer.declarations[0]?.name;
  const elements = Array.isArray(list) ? list : [executor.opaqueAt(name ?? initializer, frame)];
  for (const element of elements) {
    if (name !== undefined) bindPattern(executor, name, element, frame);
    const returned = executeOne(executor, statement, frame);
    if (returned !== null) return returned;
  }
  return null;
}

/** Assignments to variables, and calls for what they add to. */
function executeExpression(executor: Executor, node: ts.Expression, frame: Frame): void {
  const { machine } = executor;
  if (!ts.isBinaryExpression(node) || !ts.isIdentifier(node.left)) {
    machine.evaluate(node, frame);
    return;
  }
  const symbol = machine.checker.getSymbolAtLocation(node.left);
  const right = machine.evaluate(node.right, frame);
  const left = machine.evaluate(node.left, frame);
  const isSum = node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken;
  const sum = typeof left === "string" && typeof right === "string" ? left + right : right;
  for (let scope: Frame | null = frame; scope !== null; scope = scope.parent) {
    if (symbol !== undefined && scope.values.has(symbol)) {
      scope.values.set(symbol, isSum ? sum : right);
    }
  }
}

/** Gives the names of a pattern their parts of a value. */
export function bindPattern(
  executor: Executor,
  name: ts.BindingName,
  value: Value,
  frame: Frame,
): void {
  const { checker } = executor.machine;
  if (ts.isIdentifier(name)) {
    const symbol = checker.getSymbolAtLocation(name);
    if (symbol !== undefined) frame.values.set(symbol, value);
    return;
  }
  name.elements.forEach((element, index) => {
    if (ts.isOmittedExpression(element)) return;
    const part = readPart(executor.machine, element, index, value);
    const { initializer } = element;
    const isMissing = part === undefined && initializer !== undefined;
    const given = isMissing ? executor.machine.evaluate(initializer, frame) : part;
    bindPattern(executor, element.name, given, frame);
  });
}

/** The part of a value that one element of a pattern takes. */
export function readPart(
  { checker }: Machine,
  element: ts.BindingElement,
  index: number,
  value: Value,
): Value {
  if (element.dotDotDotToken !== undefined) {
    if (Array.isArray(value)) return value.slice(index);
    return isOpaque(value) || isFields(value) ? value : undefined;
  }
  const key = element.propertyName ?? element.name;
  const isOfList = ts.isArrayBindingPattern(element.parent);
  const name = isOfList ? String(index) : key.getText();
  return readField(value, name, () => checker.getTypeAtLocation(element));
}
