/**
 * Reads the operations of a PATCH (RFC 7644, 3.5.2) as directories really send them: Entra ID
 * begins "Replace" with a capital and writes booleans as text, Okta sends an object without a path.
 * Each becomes assignments of single attributes, of which ours are few.
 */
import { invalidValue, type ScimRead } from "./fault";

const OPERATIONS_MAX = 1_000;
const PATH_CHARS_MAX = 500;

export type Assignment = {
  op: "add" | "remove" | "replace";
  /** Without the name of the core schema; names of attributes in lower case. */
  path: string;
  value: unknown;
};

export function readOperations(body: Readonly<Record<string, unknown>>): ScimRead<Assignment[]> {
  const sent = Object.entries(body).find(([name]) => name.toLowerCase() === "operations")?.[1];
  if (!Array.isArray(sent) || sent.length === 0 || sent.length > OPERATIONS_MAX) {
    return invalidValue(`Send 1 to ${OPERATIONS_MAX} operations.`);
  }
  const read: Assignment[] = [];
  for (const one of sent as unknown[]) {
    const assignments = readOperation(isObject(one) ? one : {});
    if (assignments.fault !== undefined) return assignments;
    read.push(...assignments.value);
  }
  return { value: read };
}

/** A whole resource assigns each of its attributes once; their names are the same in any case. */
export function readAttributes(body: Readonly<Record<string, unknown>>): Assignment[] {
  const values = new Map(Object.entries(body).map(([name, value]) => [normalisePath(name), value]));
  return [...values].map(([path, value]) => ({ op: "replace", path, value }));
}

function readOperation(sent: Readonly<Record<string, unknown>>): ScimRead<Assignment[]> {
  const op = typeof sent["op"] === "string" ? sent["op"].toLowerCase() : "";
  if (op !== "add" && op !== "remove" && op !== "replace") {
    return invalidValue("An operation is add, remove or replace.");
  }
  const { path, value } = sent;
  if (path === undefined || path === null || path === "") {
    if (op === "remove") {
      return { fault: { status: 400, scimType: "noTarget", detail: "Say what to remove." } };
    }
    if (!isObject(value)) return invalidValue("Without a path, the value is an object.");
    return { value: readAttributes(value).map((assignment) => ({ ...assignment, op })) };
  }
  if (typeof path !== "string" || path.length > PATH_CHARS_MAX) {
    return { fault: { status: 400, scimType: "invalidPath", detail: "The path can't be read." } };
  }
  return { value: [{ op, path: normalisePath(path), value }] };
}

const CORE = /^urn:ietf:params:scim:schemas:core:2\.0:(?:user|group):/i;
const BRACKET = "[";

/** What stands in brackets keeps its letters, because it may be a value. */
function normalisePath(path: string): string {
  const plain = path.trim().replace(CORE, "");
  const at = plain.indexOf(BRACKET);
  if (at === -1) return plain.toLowerCase();
  const end = plain.lastIndexOf("]") + 1;
  return plain.slice(0, at).toLowerCase() + plain.slice(at, end) + plain.slice(end).toLowerCase();
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
