/**
 * Derives the input of a route from its contract: required fields get a value by their name where
 * it has a known meaning, and by their type otherwise. This is enough for most routes.
 */
import { z } from "zod";
import type { ApiRoute } from "@/lib/server/api/list-routes";
import { sentFields } from "@/lib/server/api/sent-fields";
import type { Fixture } from "./matrix-fixture";
import type { Input } from "./matrix-inputs";

type Value = string | number | boolean | null | Value[] | { [name: string]: Value };
type Fields = ReturnType<typeof sentFields>["query"];

/** The values of fields with these names. */
const VALUES: Record<string, (at: Fixture) => Value> = {
  centreId: ({ centreId }) => centreId,
  centreIds: ({ centreId }) => [centreId],
  date: ({ date }) => date,
  businessDate: ({ date }) => date,
  from: ({ date }) => date,
  to: ({ date }) => date,
  userId: ({ userId }) => userId,
  shiftId: () => "1",
  tillId: () => "T1",
  tenderId: () => "CASH",
  currency: () => "EUR",
  revision: () => "0",
};

/** Throws where the contract does not determine it; the route then needs an entry in `INPUTS`. */
export function deriveInput(route: ApiRoute, at: Fixture): Input {
  const sent = sentFields(route);
  const path = fill(sent.path, at);
  const query = fill(sent.query, at);
  const body = fill(sent.body, at);
  const values = { ...query, ...body, ...path };
  const parsed = route.contract.input.safeParse(values);
  if ("id" in sent.path || route.contract.body !== "application/json" || !parsed.success) {
    const name = `${route.method} ${route.path}`;
    throw new Error(
      `${name} needs an input in matrix-inputs.ts: ${parsed.error?.message ?? "{id}"}`,
    );
  }
  return {
    centre: "centreId" in values || "centreIds" in values ? "named" : "none",
    ...(isEmpty(path) ? {} : { path: textsOf(path) }),
    ...(isEmpty(query) ? {} : { query: textsOf(query) }),
    ...(isEmpty(body) ? {} : { body }),
  };
}

/** Fills in centres wherever possible, so that `route()` proves the permission in them. */
function fill(fields: Fields, at: Fixture): Record<string, Value> {
  const needed = Object.entries(fields).filter(
    ([name, schema]) => /^centreIds?$/.test(name) || !schema.safeParse(undefined).success,
  );
  return Object.fromEntries(
    needed.map(([name, schema]) => [name, VALUES[name]?.(at) ?? exampleOf(schema, at)]),
  );
}

type JsonSchema = {
  enum?: Value[];
  anyOf?: JsonSchema[];
  type?: string;
  minimum?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
};

function exampleOf(schema: z.ZodType, at: Fixture): Value {
  const described = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return exampleIn(described as JsonSchema, at);
}

function exampleIn(schema: JsonSchema, at: Fixture): Value {
  const { type, properties = {}, required = [] } = schema;
  if (schema.enum !== undefined) return schema.enum[0] ?? null;
  if (schema.anyOf?.some((one) => one.type === "null")) return null;
  if (type === "integer" || type === "number") return Math.max(0, schema.minimum ?? 0);
  if (type === "boolean") return false;
  if (type === "array") return [];
  if (type !== "object") return "As it was seen.";
  const members = Object.entries(properties).filter(([name]) => required.includes(name));
  return Object.fromEntries(
    members.map(([name, one]) => [name, VALUES[name]?.(at) ?? exampleIn(one, at)]),
  );
}

function isEmpty(values: object): boolean {
  return Object.keys(values).length === 0;
}

function textsOf(values: Record<string, Value>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}
