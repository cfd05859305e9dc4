import "server-only";

/** Makes the OpenAPI 3.1 document from the contracts of the routes. */
import { z } from "zod";
import { problemSchema } from "@/lib/contracts/problem";
import { scimErrorSchema } from "@/lib/contracts/scim";
import type { BodyType, RouteContract } from "../api/contract";
import { type ApiRoute, freshProofOf } from "../api/list-routes";
import { sendsFile, sentFields } from "../api/sent-fields";

type Json = Record<string, unknown>;

const FILE: Json = { type: "string", format: "binary" };

export function describeApi(routes: readonly ApiRoute[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Counterfoil",
      version: "1",
      description:
        "Reconciles what Cashrec reports that each till took with what was counted. Money is whole " +
        "minor units with their sign; null means not provided or not counted, and never zero. A " +
        "centre that is not yours is treated as one that does not exist. Changes sent with a " +
        "session cookie must come from this site. `Idempotency-Key` is honoured on every POST " +
        "that has it as a parameter.",
    },
    paths,
    components: {
      schemas: {
        // A client ignores the members that it does not know (RFC 9457, 3.2).
        Problem: schemaOf(problemSchema.loose(), "output"),
        ScimError: schemaOf(scimErrorSchema, "output"),
      },
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "next-auth.session-token" },
        token: { type: "http", scheme: "bearer", description: "An API token: cf_…" },
        directory: { type: "http", scheme: "bearer", description: "The token of a directory" },
      },
    },
  };
}

function operationOf(route: ApiRoute): Json {
  const { permission, summary, statuses } = route.contract;
  const freshProof = freshProofOf(route);
  const parameters = [...parametersOf(route), ...(takesKey(route) ? [IDEMPOTENCY_KEY] : [])];
  return {
    operationId: operationId(route),
    summary,
    ...(permission === null ? {} : { "x-permission": permission }),
    ...(freshProof === false ? {} : { "x-fresh-proof": freshProof }),
    security: securityOf(route),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...requestBody(route),
    responses: {
      ...Object.fromEntries(
        statuses.map((status) => {
          const description = status < 400 ? "Success" : "Failure";
          return [String(status), { description, ...contentOf(route.contract) }];
        }),
      ),
      default: isScim(route) ? SCIM_ERROR : problemOf(route.contract.refusal),
    },
  };
}

function problemOf(refusal: z.ZodObject | null): Json {
  const problem = { $ref: "#/components/schemas/Problem" };
  const schema =
    refusal === null
      ? problem
      : { allOf: [problem, schemaOf(refusal.partial().loose(), "output")] };
  return {
    description: "A problem document (RFC 9457)",
    content: { "application/problem+json": { schema } },
  };
}

const IDEMPOTENCY_KEY: Json = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "The same request with the same key is handled once, for a day.",
  schema: { type: "string", pattern: "^[\\x21-\\x7e]{1,200}$" },
};

function takesKey({ method, contract }: ApiRoute): boolean {
  return method === "POST" && contract.permission !== null;
}

const SCIM_ERROR: Json = {
  description: "An error of SCIM (RFC 7644, 3.12)",
  content: { "application/scim+json": { schema: { $ref: "#/components/schemas/ScimError" } } },
};

function isScim({ contract }: ApiRoute): boolean {
  return contract.output === "application/scim+json";
}

function securityOf(route: ApiRoute): Json[] {
  if (isScim(route)) return [{ directory: [] }];
  return route.contract.permission === null ? [] : [{ session: [] }, { token: [] }];
}

/** "get-api-users-userId": stable, and unique as path and method are. */
function operationId({ method, path }: ApiRoute): string {
  return `${method.toLowerCase()}${path.replace(/[^a-zA-Z0-9]+/g, "-").replace(/-$/, "")}`;
}

function parametersOf(route: ApiRoute): Json[] {
  const { path, query } = sentFields(route);
  const inPath = Object.entries(path).map(([name, schema]) => {
    return { name, in: "path", required: true, schema: schemaOf(schema, "input") };
  });
  const inQuery = Object.entries(query).map(([name, schema]) => ({
    name,
    in: "query",
    required: !schema.safeParse(undefined).success,
    // What a parameter is parsed to says more than its text: a list, a number, a choice.
    schema: schemaOf(schema, "output"),
  }));
  return [...inPath, ...inQuery];
}

function requestBody(route: ApiRoute): Json {
  const { input, body: type } = route.contract;
  const { path, body } = sentFields(route);
  if (Object.keys(body).length === 0 && !sendsFile(route)) return {};
  const schema = sendsFile(route) ? fileOf(type) : withoutFields(path, input);
  return { requestBody: { required: true, content: { [type]: { schema } } } };
}

/** A form has any number of files. */
function fileOf(type: BodyType): Json {
  if (type !== "multipart/form-data") return FILE;
  return { type: "object", properties: { file: { type: "array", items: FILE } } };
}

/** Returns the schema of the input without the fields that the path names. */
function withoutFields(inPath: object, input: z.ZodType): Json {
  const schema = schemaOf(input, "input");
  const { properties, required = [] } = schema as { properties?: Json; required?: string[] };
  // A union has its fields in each of its schemas, and none of them in the path.
  if (properties === undefined) return schema;
  return {
    ...schema,
    properties: Object.fromEntries(
      Object.entries(properties).filter(([name]) => !(name in inPath)),
    ),
    required: required.filter((name) => !(name in inPath)),
  };
}

function contentOf({ output, line }: RouteContract): Json {
  if (output === null) return {};
  if (typeof output === "string") return { content: { [output]: { schema: FILE } } };
  return {
    content: {
      "application/json": { schema: schemaOf(output, "output") },
      // The schema is that of each line.
      ...(line === null ? {} : { "application/x-ndjson": { schema: schemaOf(line, "output") } }),
    },
  };
}

/** The dialect is that of the document, and is not repeated in each schema. */
function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const described = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return Object.fromEntries(Object.entries(described).filter(([name]) => name !== "$schema"));
}
