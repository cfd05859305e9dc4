/**
 * Checks that a request and its response are as the OpenAPI document describes them to a client of
 * another make: the parameters and the body of the one; the media type, the form, and the members
 * of a problem document of the other.
 */
import { Ajv2020 } from "ajv/dist/2020";
import { problemSchema } from "@/lib/contracts/problem";
import type { ApiRoute } from "@/lib/server/api/list-routes";
import { describeApi } from "@/lib/server/openapi/describe";
import { ROUTES } from "./api-routes";
import type { Received } from "./matrix-call";
import type { Input } from "./matrix-inputs";

type Described = { content?: Record<string, object> };
type Operation = {
  parameters?: { name: string; in: string }[];
  requestBody?: Described;
  responses: Record<string, Described>;
};
type Api = { paths: Record<string, Record<string, Operation>> };

const API = describeApi(ROUTES) as Api;
const DOCUMENT = "openapi.json";
const JSON_TYPES = ["application/json", "application/problem+json"];

// The document also has keywords of OpenAPI. Patterns are checked beside formats.
const validator = new Ajv2020({ strict: false, validateFormats: false });
validator.addSchema(API, DOCUMENT);

/** Returns what is wrong with the response, or not described of a request that was served. */
export function findMisfit(route: ApiRoute, input: Input, response: Received): string | null {
  const undescribed = response.status < 300 ? checkRequest(route, input) : null;
  return undescribed ?? checkDescribed(route, response) ?? checkContract(route, response);
}

function checkRequest(route: ApiRoute, { query, body, text }: Input): string | null {
  const { parameters = [], requestBody } = operationOf(route);
  const names = parameters.filter((each) => each.in === "query").map(({ name }) => name);
  const unknown = Object.keys(query ?? {}).find((name) => !names.includes(name));
  if (unknown !== undefined) return `the query has ${unknown}`;
  if (body === undefined || text !== undefined || Object.keys(body).length === 0) return null;
  const [type = ""] = Object.keys(requestBody?.content ?? {});
  return checkBody(route, ["requestBody", "content", type], body);
}

function checkDescribed(route: ApiRoute, { status, headers, text }: Received): string | null {
  const { responses } = operationOf(route);
  const name = String(status) in responses ? String(status) : "default";
  const { content } = entry(responses, name);
  if (content === undefined) return text === "" ? null : `${status} has a body`;
  const type = typeOf(headers);
  if ("*/*" in content) return null;
  if (!(type in content)) return `${status} is of the type ${type}`;
  if (!JSON_TYPES.includes(type)) return null;
  const body = JSON.parse(text) as object;
  const fault = checkBody(route, ["responses", name, "content", type], body);
  return fault ?? (type === "application/json" ? null : findUnknownMember(route, body));
}

/** A schema may refine what its description can't say, also where `route()` does not parse. */
function checkContract({ contract }: ApiRoute, { status, headers, text }: Received): string | null {
  if (!JSON_TYPES.includes(typeOf(headers))) return null;
  const expected = status < 300 ? contract.output : problemSchema;
  if (expected === null || typeof expected === "string") return null;
  return expected.safeParse(JSON.parse(text)).error?.message ?? null;
}

/** `within` leads from the operation to what has the schema. */
function checkBody(route: ApiRoute, within: readonly string[], body: object): string | null {
  const pointer = ["paths", route.path, route.method.toLowerCase(), ...within, "schema"];
  const validate = validator.getSchema(`${DOCUMENT}#/${pointer.map(escape).join("/")}`);
  if (validate === undefined) return `there is no ${pointer.join(" ")}`;
  return validate(body) === true ? null : JSON.stringify(validate.errors);
}

/** A problem document is open, but ours has no member that is not described. */
function findUnknownMember({ contract }: ApiRoute, problem: object): string | null {
  const known = { ...problemSchema.shape, ...contract.refusal?.shape };
  const unknown = Object.keys(problem).find((name) => !(name in known));
  return unknown === undefined ? null : `the problem has the member ${unknown}`;
}

function typeOf(headers: string): string {
  return /^content-type: ([^;\n]+)/m.exec(headers)?.[1] ?? "";
}

function operationOf({ path, method }: ApiRoute): Operation {
  return entry(entry(API.paths, path), method.toLowerCase());
}

function entry<Value>(record: Record<string, Value>, name: string): Value {
  const found = new Map(Object.entries(record)).get(name);
  if (found === undefined) throw new Error(`The document has no ${name}`);
  return found;
}

function escape(name: string): string {
  return encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));
}
