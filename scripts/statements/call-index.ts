/** Who calls a function, and what a function has done before one of its statements. */
import ts from "typescript";
import type { Project } from "./program";

export type CallIndex = ReadonlyMap<ts.Node, readonly ts.CallExpression[]>;

export function indexCalls({ checker, files }: Project): CallIndex {
  const index = new Map<ts.Node, ts.CallExpression[]>();
  for (const file of files) forEachCall(file, (call) => add(call));
  return index;

  function add(call: ts.CallExpression): void {
    const declaration = findDeclaration(checker, call.expression);
    if (declaration === null) return;
    const calls = index.get(declaration) ?? [];
    calls.push(call);
    index.set(declaration, calls);
  }
}

export function forEachCall(node: ts.Node, work: (call: ts.CallExpression) => void): void {
  if (ts.isCallExpression(node)) work(node);
  ts.forEachChild(node, (child) => forEachCall(child, work));
}

/** The function that a name means, if it is a function of ours. */
function findDeclaration(checker: ts.TypeChecker, callee: ts.Expression): ts.Node | null {
  if (!ts.isIdentifier(callee)) return null;
  const found = checker.getSymbolAtLocation(callee);
  const symbol =
    found !== undefined && found.flags & ts.SymbolFlags.Alias
      ? checker.getAliasedSymbol(found)
      : found;
  const declaration = symbol?.valueDeclaration;
  if (declaration === undefined) return null;
  return ts.isVariableDeclaration(declaration) ? (declaration.initializer ?? null) : declaration;
}

const ADDS = /^(push|unshift|add|set)$/;

/**
 * The statements before `node`, in its function and those around it, that change a text or a list:
 * what they change can't be read from its declaration.
 */
export function listChangesBefore(node: ts.Node): ts.Statement[] {
  const changes: ts.Statement[] = [];
  for (let child = node, { parent } = node; !ts.isSourceFile(child); child = parent) {
    ({ parent } = child);
    if (parent === undefined || !ts.isBlock(parent)) continue;
    const before = parent.statements.slice(0, parent.statements.indexOf(child as ts.Statement));
    changes.unshift(...before.filter((statement) => isChange(statement)));
  }
  return changes;
}

function isChange(statement: ts.Node): boolean {
  if (ts.isVariableStatement(statement) || ts.isReturnStatement(statement)) return false;
  if (ts.isExpressionStatement(statement)) {
    const { expression } = statement;
    if (ts.isBinaryExpression(expression)) return ts.isIdentifier(expression.left);
    if (!ts.isCallExpression(expression)) return false;
    const callee = expression.expression;
    return ts.isPropertyAccessExpression(callee) && ADDS.test(callee.name.text);
  }
  return ts.forEachChild(statement, (child) => isChange(child) || undefined) ?? false;
}
