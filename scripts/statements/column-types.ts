/** Types of PostgreSQL beside those of TypeScript, as `pg` reads and writes them. */
import ts from "typescript";
import type { ColumnType } from "./describe";
import { partsOf } from "./operators";

type Kind = "number" | "string" | "boolean" | "date" | "json" | "bytes";

const KINDS: Record<string, Kind> = {
  int2: "number",
  int4: "number",
  oid: "number",
  float4: "number",
  float8: "number",
  bool: "boolean",
  date: "date",
  timestamp: "date",
  timestamptz: "date",
  json: "json",
  jsonb: "json",
  bytea: "bytes",
};
/** Numbers that `pg` reads as text, because they may exceed what JavaScript counts exactly. */
const LARGE_NUMBERS = ["int8", "numeric"];

function kindOf({ name }: ColumnType): Kind {
  return KINDS[name] ?? "string";
}

/** `pg` reads the lists of its own types; one of an enumeration stays a text. */
function isList({ element }: ColumnType): boolean {
  return element !== null && element.labels === null;
}

/** The types of a field in every row that a statement may return. */
export type Declared = readonly ts.Type[];

/** Whether rows may be declared to have this column with this type; null apart. */
export function canRead(checker: ts.TypeChecker, declared: Declared, column: ColumnType): boolean {
  const parts = declared.flatMap(partsOf).filter((part) => !isNull(part));
  if (parts.some((part) => part.flags & ts.TypeFlags.Unknown)) return true;
  const { element } = column;
  if (element !== null && isList(column)) {
    return parts.some((part) => {
      const own = checker.isArrayLikeType(part)
        ? checker.getIndexTypeOfType(part, ts.IndexKind.Number)
        : undefined;
      return own !== undefined && canRead(checker, [own], element);
    });
  }
  if (column.labels !== null && !parts.some((part) => part.flags & ts.TypeFlags.String)) {
    return column.labels.every((label) => parts.some((part) => isLiteral(part, label)));
  }
  const kind = kindOf(column);
  return parts.some((part) => kind === "json" || isOfKind(checker, part, kind));
}

/** Whether a value of this type may be sent for this parameter; null is always possible. */
export function canSend(checker: ts.TypeChecker, sent: ts.Type, parameter: ColumnType): boolean {
  const parts = partsOf(sent).filter((part) => !(part.flags & ts.TypeFlags.Null));
  return parts.every((part) => canSendPart(checker, part, parameter));
}

function canSendPart(checker: ts.TypeChecker, part: ts.Type, parameter: ColumnType): boolean {
  if (part.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Undefined)) return false;
  if (parameter.element !== null) {
    const own = checker.isArrayLikeType(part)
      ? checker.getIndexTypeOfType(part, ts.IndexKind.Number)
      : undefined;
    return own !== undefined && canSend(checker, own, parameter.element);
  }
  if (parameter.labels !== null && part.isStringLiteral()) {
    return parameter.labels.includes(part.value);
  }
  const kind = kindOf(parameter);
  if (kind === "json") return !checker.isArrayLikeType(part);
  const isText = isOfKind(checker, part, "string");
  if (kind === "date") return isText || isOfKind(checker, part, "date");
  if (!LARGE_NUMBERS.includes(parameter.name)) return isOfKind(checker, part, kind);
  const isNumber = isOfKind(checker, part, "number") || part.flags & ts.TypeFlags.BigIntLike;
  return isText || Boolean(isNumber);
}

/** Whether the declared type has room for null. */
export function acceptsNull(declared: Declared): boolean {
  return declared
    .flatMap(partsOf)
    .some((part) => isNull(part) || part.flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Any));
}

function isNull({ flags }: ts.Type): boolean {
  return Boolean(flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined));
}

function isLiteral(part: ts.Type, label: string): boolean {
  return part.isStringLiteral() && part.value === label;
}

function isOfKind(checker: ts.TypeChecker, part: ts.Type, kind: Kind): boolean {
  switch (kind) {
    case "number":
      return checker.isTypeAssignableTo(part, checker.getNumberType());
    case "string":
      return checker.isTypeAssignableTo(part, checker.getStringType());
    case "boolean":
      return checker.isTypeAssignableTo(part, checker.getBooleanType());
    case "date":
      return part.symbol?.name === "Date";
    case "bytes":
      return /^(Buffer|Uint8Array)$/.test(part.symbol?.name ?? "");
    case "json":
      return true;
  }
}

export function showType({ name, element }: ColumnType): string {
  return element === null ? name : `${showType(element)}[]`;
}
