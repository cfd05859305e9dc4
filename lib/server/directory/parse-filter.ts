import "server-only";

/** Parses the filter of a request, and refuses one for attributes that are not stored. */
import { type Filter, flatten, parse } from "scim2-parse-filter";
import { listPaths, type ScimFilter } from "@/lib/domain/scim/filter";
import { ScimError } from "./scim-error";

const CHARACTERS_MAX = 1_000;
const CORE = /^urn:ietf:params:scim:schemas:core:2\.0:(?:user|group):/i;

export function parseFilter(text: string, known: ReadonlySet<string>): ScimFilter {
  if (text.length > CHARACTERS_MAX) throw invalidFilter("The filter is too long.");
  const filter = convert(parseText(text));
  const unknown = listPaths(filter).find((path) => !known.has(path));
  if (unknown !== undefined) throw invalidFilter("The filter names an attribute that is unknown.");
  return filter;
}

/** Finds the text that an attribute has to equal, so that the database can look it up. */
export function findEquality(filter: ScimFilter | null, path: string): string | null {
  if (filter?.op === "eq" && filter.path === path) {
    return typeof filter.value === "string" ? filter.value : null;
  }
  if (filter?.op !== "and") return null;
  return filter.filters.map((one) => findEquality(one, path)).find((one) => one !== null) ?? null;
}

function parseText(text: string): Filter {
  try {
    return flatten(parse(text));
  } catch {
    throw invalidFilter("The filter can't be read.");
  }
}

function convert(filter: Filter): ScimFilter {
  if ("filters" in filter) {
    return { op: filter.op, filters: filter.filters.map(convert) };
  }
  if (filter.op === "not") return { op: "not", filter: convert(filter.filter) };
  if (filter.op === "[]") throw invalidFilter("The filter can't be read.");
  const path = normalise(filter.attrPath);
  if (filter.op === "pr") return { op: "pr", path };
  return { op: filter.op, path, value: filter.compValue };
}

function normalise(path: string): string {
  return path.replace(CORE, "").toLowerCase();
}

function invalidFilter(detail: string): ScimError {
  return new ScimError({ status: 400, scimType: "invalidFilter", detail });
}
