/** Decides which resources a SCIM filter names (RFC 7644, 3.4.2.2). */
type Value = string | boolean | number | null;

/** Values in brackets are attributes of their own here: "emails.type". */
export type ScimFilter =
  | { op: "and" | "or"; filters: ScimFilter[] }
  | { op: "not"; filter: ScimFilter }
  | { op: "pr"; path: string }
  | { op: Comparison; path: string; value: Value };
type Comparison = "eq" | "ne" | "co" | "sw" | "ew" | "gt" | "ge" | "lt" | "le";

/** The values of each attribute that can be asked for, by its name in lower case. */
export type Attributes = ReadonlyMap<string, readonly (string | boolean)[]>;

export function matches(filter: ScimFilter, attributes: Attributes): boolean {
  if ("filters" in filter) {
    const results = filter.filters.map((one) => matches(one, attributes));
    return filter.op === "and" ? results.every(Boolean) : results.some(Boolean);
  }
  if ("filter" in filter) return !matches(filter.filter, attributes);
  const values = attributes.get(filter.path) ?? [];
  if (filter.op === "pr") return values.length > 0;
  const { op, value } = filter;
  if (op === "ne") return !values.some((one) => isEqual(one, value));
  return values.some((one) => compares(op, one, value));
}

/** Lists what a filter asks for, so that one for an unknown attribute is refused. */
export function listPaths(filter: ScimFilter): string[] {
  if ("filters" in filter) return filter.filters.flatMap(listPaths);
  return "filter" in filter ? listPaths(filter.filter) : [filter.path];
}

function compares(op: Comparison, one: string | boolean, value: Value): boolean {
  if (op === "eq" || op === "ne") return isEqual(one, value);
  if (typeof one !== "string" || typeof value !== "string") return false;
  const [left, right] = [one.toLowerCase(), value.toLowerCase()];
  if (op === "co") return left.includes(right);
  if (op === "sw") return left.startsWith(right);
  if (op === "ew") return left.endsWith(right);
  if (op === "gt") return left > right;
  if (op === "ge") return left >= right;
  return op === "lt" ? left < right : left <= right;
}

/** Entra ID compares booleans with texts. */
function isEqual(one: string | boolean, value: Value): boolean {
  return String(one).toLowerCase() === String(value).toLowerCase();
}
