/** Finds every statement of production code, with its row type and the types of its parameters. */
import ts from "typescript";
import { forEachCall, indexCalls, type CallIndex } from "./call-index";
import { examine } from "./examine";
import { locate, type Project } from "./program";
import { isOpaque, type Value } from "./value";

/** Null means that the parameter exists, and its type is unknown. */
export type ParameterType = ts.Type | null;
/** `parameters` is null when their number is unknown. */
export type StatementText = { text: string; parameters: readonly ParameterType[] | null };

export type Statement = {
  at: string;
  /** Null when the statement's rows are not read, or not as objects. */
  row: ts.Type | null;
  texts: readonly StatementText[];
  /** What keeps its text from being known. */
  unknown: string | null;
};

/** Prisma's own ways of running SQL, whose rows are not those of `pg`. */
const RAW = ["$queryRaw", "$queryRawUnsafe", "$executeRaw", "$executeRawUnsafe"];

/** These take any statement and are what the others call, or they prepare a session or a moment. */
const PLUMBING = [
  /\/lib\/server\/as-of\/replace-stored\.ts$/,
  /\/lib\/server\/db\/(sql|transaction|together|messages|copy|sql-of-prisma)\.ts$/,
  /\/lib\/server\/db\/(bounded-pool|pooled-session|replica)\.ts$/,
];

export function findStatements(project: Project): Statement[] {
  const index = indexCalls(project);
  const found: Statement[] = [];
  for (const file of project.files) {
    if (PLUMBING.some((path) => path.test(file.fileName))) continue;
    forEachCall(file, (call) => {
      const source = findSource(project.checker, call);
      if (source !== null) found.push(readStatement(project.checker, index, call, source));
    });
  }
  return found;
}

type Source = { text: ts.Expression; values: ts.Expression | null; row: ts.Type | null };

function findSource(checker: ts.TypeChecker, call: ts.CallExpression): Source | null {
  const [text, values = null] = call.arguments;
  if (text === undefined) return null;
  const callee = call.expression;
  if (!ts.isIdentifier(callee) && !isNamed(callee, NAMES)) return null;
  const alias = checker.getTypeAtLocation(callee).aliasSymbol?.name;
  if (alias === "SqlArrays") return { text, values, row: null };
  if (alias === "Sql") {
    return { text, values, row: findRow(checker, checker.getTypeAtLocation(call)) };
  }
  if (ts.isIdentifier(callee) && /^copy(To|From)$/.test(callee.text)) {
    return { text, values: null, row: null };
  }
  if (ts.isIdentifier(callee) && callee.text === "copyRows") {
    const [, target] = call.arguments;
    return target === undefined ? null : { text: target, values: null, row: null };
  }
  if (!isNamed(callee, NAMES)) return null;
  if (RAW.includes(callee.name.text)) return { text: callee, values: null, row: null };
  const file = checker.getSymbolAtLocation(callee.name)?.valueDeclaration?.getSourceFile();
  const isDriver = file?.fileName.includes("/@types/pg/") ?? false;
  if (!isDriver || checker.getTypeAtLocation(text).getProperty("submit") !== undefined) return null;
  if (ts.isObjectLiteralExpression(text)) return readConfiguration(checker, call, text);
  return { text, values, row: findRow(checker, checker.getTypeAtLocation(call)) };
}

/** The type of every other method need not be asked for, which would take most of the time. */
const NAMES = ["sql", "query", ...RAW];

function isNamed(
  callee: ts.Expression,
  names: readonly string[],
): callee is ts.PropertyAccessExpression {
  return ts.isPropertyAccessExpression(callee) && names.includes(callee.name.text);
}

function readConfiguration(
  checker: ts.TypeChecker,
  call: ts.CallExpression,
  fields: ts.ObjectLiteralExpression,
): Source | null {
  const find = (name: string): ts.Expression | null => {
    const field = fields.properties.find((one) => one.name?.getText() === name);
    if (field === undefined) return null;
    if (ts.isPropertyAssignment(field)) return field.initializer;
    return ts.isShorthandPropertyAssignment(field) ? field.name : null;
  };
  const text = find("text");
  const row = findRow(checker, checker.getTypeAtLocation(call));
  return text === null ? null : { text, values: find("values"), row };
}

/** Null where the rows are of no particular type, as those of a statement that returns none. */
function findRow(checker: ts.TypeChecker, promise: ts.Type): ts.Type | null {
  const result = checker.getAwaitedType(promise);
  const rows = result?.getProperty("rows");
  const list = rows === undefined ? result : checker.getTypeOfSymbol(rows);
  const row =
    list === undefined ? undefined : checker.getIndexTypeOfType(list, ts.IndexKind.Number);
  if (row === undefined || row.flags & ts.TypeFlags.Any) return null;
  const others = checker.getIndexTypeOfType(row, ts.IndexKind.String);
  return others !== undefined && others.flags & ts.TypeFlags.Any ? null : row;
}

function readStatement(
  checker: ts.TypeChecker,
  index: CallIndex,
  call: ts.CallExpression,
  { text, values, row }: Source,
): Statement {
  const at = locate(call);
  const declared = values === null ? [] : readDeclared(checker, values);
  const examined = examine(checker, index, text, declared === null ? values : null);
  if ("unknown" in examined) return { at, row, texts: [], unknown: examined.unknown };
  const texts = new Map<string, StatementText>();
  for (const one of examined) {
    const parameters = declared ?? readParameters(checker, one.values);
    texts.set(`${one.text} ${parameters?.length}`, { text: one.text, parameters });
  }
  return { at, row, texts: [...texts.values()], unknown: null };
}

/** The types of a list of values as it is written, or null when its length is not. */
function readDeclared(checker: ts.TypeChecker, values: ts.Expression): ParameterType[] | null {
  if (!ts.isArrayLiteralExpression(values)) return listTuple(checker, values);
  const types: ParameterType[] = [];
  for (const element of values.elements) {
    if (!ts.isSpreadElement(element)) {
      types.push(checker.getTypeAtLocation(element));
      continue;
    }
    const spread = listTuple(checker, element.expression);
    if (spread === null) return null;
    types.push(...spread);
  }
  return types;
}

function listTuple(checker: ts.TypeChecker, node: ts.Expression): ParameterType[] | null {
  const type = checker.getTypeAtLocation(node);
  if (!checker.isTupleType(type)) return null;
  const { target } = type as ts.TupleTypeReference;
  const isFixed = target.minLength === target.elementFlags.length;
  return isFixed ? [...checker.getTypeArguments(type as ts.TupleTypeReference)] : null;
}

function readParameters(checker: ts.TypeChecker, values: Value): ParameterType[] | null {
  if (!Array.isArray(values)) return null;
  return values.map((value) => {
    if (isOpaque(value)) return value.type;
    if (typeof value === "string") return checker.getStringType();
    if (typeof value === "number") return checker.getNumberType();
    return typeof value === "boolean" ? checker.getBooleanType() : null;
  });
}
