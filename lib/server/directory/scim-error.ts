import "server-only";

/** Errors in SCIM's own form (RFC 7644, 3.12). */
import type { ScimFault, ScimRead } from "@/lib/domain/scim/fault";
import { log } from "../log";
import { toAppError } from "../http/problem";
import { requestIdOf } from "../http/request-id";

const SCIM_TYPE = "application/scim+json";

/** `instanceof` does not know what another bundle of the built application threw. */
const MARK: unique symbol = Symbol.for("counterfoil.scim-error");

export class ScimError extends Error {
  override readonly name = "ScimError";
  readonly [MARK] = true;

  constructor(readonly fault: ScimFault) {
    super(fault.detail);
  }
}

function isScimError(error: unknown): error is ScimError {
  return typeof error === "object" && error !== null && MARK in error;
}

/** Returns what was read, or throws why it could not be. */
export function taken<T>(read: ScimRead<T>): T {
  if (read.fault !== undefined) throw new ScimError(read.fault);
  return read.value;
}

export function notFound(what: "Group" | "User"): ScimError {
  return new ScimError({ status: 404, detail: `There is no such ${what}.` });
}

export function noSuchAddress(): ScimError {
  return new ScimError({ status: 404, detail: "There is nothing at this address." });
}

/** Only what we say ourselves reaches the directory. */
export function scimErrorResponse(error: unknown, request: Request): Response {
  const fault = faultOf(error, request);
  const { status, scimType, detail } = fault;
  const body = {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
    status: String(status),
    ...(scimType === undefined ? {} : { scimType }),
    detail,
  };
  return scimResponse(body, { status });
}

type Sent = { status?: number; headers?: Record<string, string> };

export function scimResponse(body: object | null, { status = 200, headers = {} }: Sent = {}) {
  return new Response(body === null ? null : JSON.stringify(body), {
    status,
    headers: {
      ...(body === null ? {} : { "content-type": SCIM_TYPE }),
      "cache-control": "no-store",
      ...headers,
    },
  });
}

function faultOf(error: unknown, request: Request): ScimFault {
  if (isScimError(error)) return error.fault;
  const { code, message: detail } = toAppError(error);
  if (code === "INVALID") return { status: 400, scimType: "invalidSyntax", detail };
  if (code === "TOO_LARGE") return { status: 413, detail };
  if (code === "TOO_MANY_REQUESTS") return { status: 429, detail };
  if (code === "UNAUTHENTICATED") return { status: 401, detail };
  log().error({ requestId: requestIdOf(request), err: error }, "a request of the directory failed");
  return { status: 500, detail: "Something went wrong here." };
}
