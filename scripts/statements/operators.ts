/** Operators, on values that may be opaque. */
import ts from "typescript";
import { concatenate } from "./methods";
import { derive, isOpaque, type Machine, type Opaque, show, type Value } from "./value";

type Lazy = () => Value;

export function evaluateBinary(
  machine: Machine,
  operator: ts.SyntaxKind,
  left: Value,
  right: Lazy,
): Value {
  if (operator === ts.SyntaxKind.AmpersandAmpersandToken) {
    return machine.isTrue(left) ? right() : left;
  }
  if (operator === ts.SyntaxKind.BarBarToken) return machine.isTrue(left) ? left : right();
  if (operator === ts.SyntaxKind.QuestionQuestionToken) {
    return isAbsent(machine, left) ? right() : present(machine, left);
  }
  if (operator === ts.SyntaxKind.PlusToken) return add(left, right());
  return compare(operator, left, right());
}

function isAbsent(machine: Machine, value: Value): boolean {
  if (!isOpaque(value)) return value === null || value === undefined;
  const absent = ts.TypeFlags.Null | ts.TypeFlags.Undefined;
  if (value.type !== null && !partsOf(value.type).some(({ flags }) => flags & absent)) return false;
  return machine.choose(`${value.path}===null`, 2) === 1;
}

function present({ checker }: Machine, value: Value): Value {
  if (!isOpaque(value) || value.type === null) return value;
  return { ...value, type: checker.getNonNullableType(value.type) };
}

function add(left: Value, right: Value): Value {
  if (typeof left === "number" && typeof right === "number") return left + right;
  return concatenate([left, right], "");
}

const OF_NUMBERS: Partial<Record<ts.SyntaxKind, (one: number, other: number) => Value>> = {
  [ts.SyntaxKind.MinusToken]: (one, other) => one - other,
  [ts.SyntaxKind.AsteriskToken]: (one, other) => one * other,
  [ts.SyntaxKind.SlashToken]: (one, other) => one / other,
  [ts.SyntaxKind.GreaterThanToken]: (one, other) => one > other,
  [ts.SyntaxKind.LessThanToken]: (one, other) => one < other,
  [ts.SyntaxKind.GreaterThanEqualsToken]: (one, other) => one >= other,
  [ts.SyntaxKind.LessThanEqualsToken]: (one, other) => one <= other,
};

function compare(operator: ts.SyntaxKind, left: Value, right: Value): Value {
  const isEquality = operator === ts.SyntaxKind.EqualsEqualsEqualsToken;
  const isInequality = operator === ts.SyntaxKind.ExclamationEqualsEqualsToken;
  const unknown = [left, right].find(isOpaque);
  if (unknown !== undefined) {
    const sign = isInequality ? "===" : (ts.tokenToString(operator) ?? "");
    const made = derive(unknown, `${show(left)}${sign}${show(right)}`, null);
    return isInequality ? { ...made, isNegated: true } : made;
  }
  if (isEquality) return left === right;
  if (isInequality) return left !== right;
  return OF_NUMBERS[operator]?.(Number(left), Number(right));
}

export function evaluatePrefix(machine: Machine, operator: ts.SyntaxKind, value: Value): Value {
  if (operator === ts.SyntaxKind.ExclamationToken) {
    return isOpaque(value)
      ? { ...value, type: null, isNegated: value.isNegated !== true }
      : !machine.isTrue(value);
  }
  if (operator === ts.SyntaxKind.MinusToken && typeof value === "number") return -value;
  return value;
}

/** A type as the union that it is, or alone. */
export function partsOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

/**
 * Something opaque as part of a text: one of the values that its type lists. Any number will do in
 * place of a number.
 */
export function toPart(machine: Machine, value: Value): Value {
  if (!isOpaque(value) || value.type === null) return value;
  const parts = partsOf(value.type);
  if (parts.every((part) => part.flags & ts.TypeFlags.NumberLike)) {
    return parts.every((part) => part.isNumberLiteral()) ? pick(machine, value, parts) : 1;
  }
  return parts.every((part) => part.isStringLiteral()) ? pick(machine, value, parts) : value;
}

function pick(machine: Machine, { path }: Opaque, parts: readonly ts.Type[]): Value {
  const part = parts[machine.choose(path, parts.length)];
  return (part as ts.StringLiteralType | ts.NumberLiteralType).value;
}
