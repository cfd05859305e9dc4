import "server-only";

/** Lists which fields of a route's input are sent in the path, in the query and in the body. */
import { z } from "zod";
import { fieldsOf } from "./input-fields";
import type { ApiRoute } from "./list-routes";

type Fields = Record<string, z.ZodType>;

export function sentFields(route: ApiRoute): { path: Fields; query: Fields; body: Fields } {
  const fields = fieldsOf(route.contract.input);
  const inPath = namesIn(route.path);
  const rest = Object.fromEntries(
    Object.entries(fields).filter(([name]) => !inPath.includes(name)),
  );
  return {
    // oxlint-disable-next-line security/detect-object-injection -- names of a contract
    path: Object.fromEntries(inPath.map((name) => [name, fields[name] ?? z.string()])),
    query: sendsFields(route) ? {} : rest,
    body: sendsFields(route) ? rest : {},
  };
}

/** A file is sent as it is, and its fields in the query. */
export function sendsFile({ method, contract }: ApiRoute): boolean {
  return sendsBody(method) && !OF_FIELDS.includes(contract.body);
}

function sendsFields({ method, contract }: ApiRoute): boolean {
  return sendsBody(method) && OF_FIELDS.includes(contract.body);
}

const OF_FIELDS: readonly string[] = [
  "application/json",
  "application/scim+json",
  "application/x-www-form-urlencoded",
];

function sendsBody(method: ApiRoute["method"]): boolean {
  return method !== "GET" && method !== "DELETE";
}

function namesIn(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
}
