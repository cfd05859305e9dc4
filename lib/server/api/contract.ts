import "server-only";

/**
 * Defines what a route promises: who may call it, what it takes and what it returns. Every handler
 * carries its contract, and the OpenAPI document, the role matrix and the client's paths are made
 * from it.
 */
import type { z } from "zod";
import type { Permission } from "@/lib/domain/permission";
import type { LimitedRoute, RequestKind } from "@/lib/domain/security/request-limits";

export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof METHODS)[number];

/** `route()` parses JSON; a handler reads a body of any other type by itself, as a stream. */
export type BodyType =
  | "application/json"
  | "application/octet-stream"
  | "application/scim+json"
  | "application/x-www-form-urlencoded"
  | "multipart/form-data"
  | "text/csv";

type FileType =
  /** The type of a stored file, or of the layout that the input names. */
  | "*/*"
  | "application/pdf"
  | "application/scim+json"
  | "application/x-ndjson"
  | "application/zip"
  | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
  | "text/csv";

/** It is the schema of JSON, the media type of a file, or null for a response without a body. */
export type OutputType = z.ZodType | FileType | null;

export type RouteContract<Output extends OutputType = OutputType> = {
  summary: string;
  /** Null means that anyone may call it. */
  permission: Permission | null;
  /** The input combines parameters of the path, the query and the fields of a JSON body. */
  input: z.ZodType;
  body: BodyType;
  output: Output;
  /** The members that its problem documents may have in addition to those of every problem. */
  refusal: z.ZodObject | null;
  /** A line of what is sent instead to a client that accepts `application/x-ndjson`. */
  line: z.ZodType | null;
  /** These are the statuses of a success, the usual one first. */
  statuses: readonly number[];
  /** Whether it takes a fresh proof; undefined: its permission and method decide. */
  freshProof: boolean | "by-input" | undefined;
  /** It says what one person may ask of it. */
  limited: LimitedRoute;
};

/** It may be undefined, because the built application passes none to a path without parameters. */
export type PathParameters = Record<string, string | string[]> | undefined;
export type RouteContext = { params: Promise<PathParameters> };

type Respond = (request: Request, context: RouteContext) => Promise<Response>;

export type RouteHandler<Output extends OutputType = OutputType> = Respond & {
  readonly contract: RouteContract<Output>;
};

/** The handler of a path that ends in `[...name]` has a contract for each path that it serves. */
export type CatchAllHandler<
  Contracts extends Record<string, RouteContract> = Record<string, RouteContract>,
> = Respond & { readonly contracts: Contracts };

export type ContractOptions<Output extends OutputType> = {
  summary: string;
  input: z.ZodType;
  output: Output;
  /** The members that its problem documents may have in addition to those of every problem. */
  refusal?: z.ZodObject;
  /** A line of what is sent instead to a client that accepts `application/x-ndjson`. */
  line?: z.ZodType;
  /** The default is JSON. */
  body?: BodyType;
  /** This is the status of a success; the default is 200. */
  status?: number;
  /** It tells when another status is sent, where that depends on the output. */
  otherStatuses?: Record<number, unknown>;
  freshProof?: FreshProof<never> | undefined;
  /** It is only declared where body and output do not tell what the route costs. */
  limit?: RequestKind;
};

/** Whether a request takes a fresh proof, where that is not for its permission to decide. */
export type FreshProof<Input> = boolean | ((input: Input) => boolean);

export function contractOf<Output extends OutputType>(
  permission: Permission | null,
  options: ContractOptions<Output>,
): RouteContract<Output> {
  const { summary, input, output, body = "application/json", status = 200 } = options;
  const { refusal = null, line = null } = options;
  const others = Object.keys(options.otherStatuses ?? {}).map(Number);
  const freshProof = typeof options.freshProof === "function" ? "by-input" : options.freshProof;
  const limited = {
    limit: options.limit ?? null,
    takesFile: body !== "application/json",
    sendsFile: typeof output === "string",
  };
  const statuses = [status, ...others];
  return { summary, permission, input, body, output, refusal, line, statuses, freshProof, limited };
}
