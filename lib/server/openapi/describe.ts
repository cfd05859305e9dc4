import "server-only";

/** Makes the OpenAPI 3.1 document from the table of routes and the contracts they name. */
import { z } from "zod";
import { problemSchema } from "@/lib/contracts/problem";
import type { DescribedRoute } from "./described-route";
import { ROUTES_OF_COUNTING } from "./routes-of-counting";
import { ROUTES_OF_EXPLAINING } from "./routes-of-explaining";
import { ROUTES_OF_MONEY } from "./routes-of-money";
import { ROUTES_OF_MOVES } from "./routes-of-moves";
import { ROUTES_OF_PEOPLE } from "./routes-of-people";
import { ROUTES_OF_TOLERANCES } from "./routes-of-tolerances";
import { ROUTES_OF_VARIANCES } from "./routes-of-variances";
import { ROUTES_OF_VIEWS } from "./routes-of-views";

export const DESCRIBED_ROUTES: readonly DescribedRoute[] = [
  ...ROUTES_OF_MONEY,
  ...ROUTES_OF_COUNTING,
  ...ROUTES_OF_EXPLAINING,
  ...ROUTES_OF_MOVES,
  ...ROUTES_OF_PEOPLE,
  ...ROUTES_OF_TOLERANCES,
  ...ROUTES_OF_VARIANCES,
  ...ROUTES_OF_VIEWS,
];

type Json = Record<string, unknown>;

export function describeApi(): Json {
  const paths: Record<string, Json> = {};
  for (const route of DESCRIBED_ROUTES) {
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Counterfoil",
      version: "1",
      description:
        "Reconciles what Cashrec says each till took with what was counted. Money is whole minor " +
        "units with their sign; null means not provided or not counted, and never zero. A centre " +
        "that is not yours answers as one that is not there. Changes sent with a session cookie " +
        "must come from this site. `Idempotency-Key` is honoured on every POST.",
    },
    paths,
    components: {
      schemas: { Problem: schemaOf(problemSchema, "output") },
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "next-auth.session-token" },
        token: { type: "http", scheme: "bearer", description: "An API token: cf_…" },
      },
    },
  };
}

function operationOf(route: DescribedRoute): Json {
  const parameters = [...pathParameters(route), ...queryParameters(route)];
  const { permission } = route;
  return {
    operationId: operationId(route),
    summary: route.summary,
    ...(permission === null ? {} : { "x-permission": permission }),
    security: permission === null ? [] : [{ session: [] }, { token: [] }],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...requestBody(route),
    responses: {
      [String(route.status ?? 200)]: { description: "Success", ...contentOf(route) },
      default: {
        description: "A problem document (RFC 9457)",
        content: {
          "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
        },
      },
    },
  };
}

/** "get-api-users-userId": stable, and unique as path and method are. */
function operationId({ method, path }: DescribedRoute): string {
  return `${method}${path.replace(/[^a-zA-Z0-9]+/g, "-").replace(/-$/, "")}`;
}

function namesInPath({ path }: DescribedRoute): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
}

function pathParameters(route: DescribedRoute): Json[] {
  return namesInPath(route).map((name) => {
    const schema = shapeOf(route.query)[name] ?? shapeOf(route.body)[name];
    return { name, in: "path", required: true, schema: schemaOf(schema ?? z.string(), "input") };
  });
}

function queryParameters(route: DescribedRoute): Json[] {
  const inPath = namesInPath(route);
  return Object.entries(shapeOf(route.query))
    .filter(([name]) => !inPath.includes(name))
    .map(([name, schema]) => ({
      name,
      in: "query",
      required: !schema.safeParse(undefined).success,
      // What a parameter becomes says more than its text does: a list, a number, a choice.
      schema: schemaOf(schema, "output"),
    }));
}

function requestBody(route: DescribedRoute): Json {
  if (route.body === undefined && route.bodyType === undefined) return {};
  const schema = route.body === undefined ? { type: "string" } : bodySchema(route.body, route);
  const content = { [route.bodyType ?? "application/json"]: { schema } };
  return { requestBody: { required: true, content } };
}

/** Without what the path says already. */
function bodySchema(body: z.ZodObject, route: DescribedRoute): Json {
  const inPath = namesInPath(route);
  const schema = schemaOf(body, "input");
  const { properties = {}, required = [] } = schema as { properties?: Json; required?: string[] };
  return {
    ...schema,
    properties: Object.fromEntries(
      Object.entries(properties).filter(([name]) => !inPath.includes(name)),
    ),
    required: required.filter((name) => !inPath.includes(name)),
  };
}

function contentOf({ answer, answerType }: DescribedRoute): Json {
  if (answerType !== undefined) {
    return { content: { [answerType]: { schema: { type: "string", format: "binary" } } } };
  }
  if (answer === undefined) return {};
  return { content: { "application/json": { schema: schemaOf(answer, "output") } } };
}

function shapeOf(schema: z.ZodObject | undefined): Record<string, z.ZodType> {
  return schema?.shape ?? {};
}

/** The dialect is that of the document, and is not repeated in each schema. */
function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const described = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return Object.fromEntries(Object.entries(described).filter(([name]) => name !== "$schema"));
}
