import "server-only";

/**
 * Makes an example response from an OpenAPI description of Cashrec, so that the field map can be
 * tried on what they promise before anyone has credentials.
 */
import type { Json, JsonObject } from "@/lib/domain/field-map/field-map";
import { isObject } from "@/lib/domain/field-map/locate";

const DEPTH_MAX = 12;
const REFERENCES_MAX = 20;

/** Throws an Error, fit to be printed, when the description has no response with cash sheets. */
export function buildExampleResponse(description: Json): Json {
  const schema = findResponseSchema(description);
  if (schema === null) {
    throw new Error("There is no GET path with “cashSheet” that answers 200 with JSON.");
  }
  return example(schema, { description, name: "", depth: 0 });
}

function findResponseSchema(description: Json): Json | null {
  const paths = at(description, "paths");
  if (!isObject(paths)) return null;
  for (const [path, item] of Object.entries(paths)) {
    if (!/cash_?-?sheet/i.test(path)) continue;
    const response = resolved(at(item, "get", "responses", "200"), description);
    const content = at(response, "content");
    const media = isObject(content) ? Object.entries(content) : [];
    const json = media.find(([type]) => /json/i.test(type))?.[1];
    // Version 2 of the format has the schema in the response itself.
    const schema = at(json ?? null, "schema") ?? at(response, "schema");
    if (schema !== null) return schema;
  }
  return null;
}

type Position = { description: Json; name: string; depth: number };

function example(given: Json, { description, name, depth }: Position): Json {
  const schema = resolved(given, description);
  if (!isObject(schema) || depth > DEPTH_MAX) return null;
  const declared = schema.example ?? schema.default ?? at(schema, "enum", 0);
  if (declared !== undefined && declared !== null) return declared;
  const inside = { description, name, depth: depth + 1 };
  const choice = at(schema, "oneOf", 0) ?? at(schema, "anyOf", 0);
  if (choice !== null) return example(choice, inside);
  const parts = Array.isArray(schema.allOf) ? schema.allOf : [];
  const merged = parts.map((part) => example(part, inside)).filter(isObject);
  const properties = isObject(schema.properties) ? Object.entries(schema.properties) : [];
  if (merged.length > 0 || properties.length > 0 || typeOf(schema) === "object") {
    const own = properties.map(([key, inner]) => [key, example(inner, { ...inside, name: key })]);
    return Object.assign({}, ...merged, Object.fromEntries(own)) as JsonObject;
  }
  if (typeOf(schema) === "array") return [example(schema.items ?? null, inside)];
  return scalar(typeOf(schema), schema.format, name);
}

function typeOf(schema: JsonObject): Json | undefined {
  const { type } = schema;
  return Array.isArray(type) ? type.find((name) => name !== "null") : type;
}

function scalar(type: Json | undefined, format: Json | undefined, name: string): Json {
  if (type === "integer") return 1;
  if (type === "number") return 12.34;
  if (type === "boolean") return false;
  if (format === "date-time" || /date|day$|time|At$/.test(name)) return "2019-01-05T00:00:00";
  if (format === "date") return "2019-01-05";
  if (/currency/i.test(name)) return "EUR";
  if (/amount|total|price|value|fund|sales/i.test(name)) return "12.34";
  // This text is valid as a direction, and harmless as a name.
  return /type|direction|kind/i.test(name) ? "in" : "text";
}

function resolved(value: Json, description: Json): Json {
  let here = value;
  for (let i = 0; i < REFERENCES_MAX && isObject(here) && typeof here.$ref === "string"; i++) {
    const keys = here.$ref.replace(/^#\//, "").split("/");
    here = at(description, ...keys.map((key) => key.replace(/~1/g, "/").replace(/~0/g, "~")));
  }
  return here;
}

function at(value: Json | undefined, ...keys: (string | number)[]): Json {
  let here: Json | undefined = value;
  for (const key of keys) {
    if (Array.isArray(here) && typeof key === "number") here = here[key];
    else here = isObject(here) && Object.hasOwn(here, key) ? here[key] : undefined;
  }
  return here ?? null;
}
