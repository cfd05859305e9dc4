import "server-only";

/** Errors in SCIM's own form (RFC 7644, 3.12). */
import type { ScimFault, ScimRead } from "@/lib/domain/scim/fault";
import { log } from "../log";
import { statusOf, toAppError } from "../http/problem";
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
  const { status, scimType, detail, retryAfter } = faultOf(error, request);
  const body = {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
    status: String(status),
    ...(scimType === undefined ? {} : { scimType }),
    detail,
  };
  const headers = retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
  return scimResponse(body, { status, headers });
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

type SentFault = Omit<ScimFault, "status"> & { status: number; retryAfter?: number };

function faultOf(error: unknown, request: Request): SentFault {
  if (isScimError(error)) return error.fault;
  const known = toAppError(error);
  if (known.code === "UNEXPECTED") {
    const requestId = requestIdOf(request);
    log().error({ requestId, err: error }, "a request of the directory failed");
    return { status: 500, detail: "Something went wrong here." };
  }
  const { retryAfter } = known.details;
  return {
    status: statusOf(known),
    detail: known.message,
    ...(known.code === "INVALID" ? { scimType: "invalidSyntax" } : {}),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}
