/**
 * The browser's one way to our own API: JSON in, JSON out, typed by the contract that the call
 * names. Answers are parsed where they leave, in `route()` of a server of the same build, and not
 * here: what parses would be a sixth of a page. Whatever is refused, or does not arrive, is thrown
 * as an `ApiError` with a problem that a screen can show.
 */
import type { z } from "zod";
import type { Problem } from "../contracts/problem";
import { jsonOf } from "./type-guards";

const OURS = "urn:counterfoil:problem:";

const MARK: unique symbol = Symbol.for("counterfoil.api-error");

export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly [MARK] = true;

  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

export function isApiError(error: unknown): error is ApiError {
  return typeof error === "object" && error !== null && MARK in error;
}

/** A list becomes the same parameter several times; what is undefined is left out. */
export type Params = Record<
  string,
  string | number | boolean | readonly (string | number)[] | undefined
>;
export type Method = "POST" | "PUT" | "PATCH" | "DELETE";

/** `api.get<typeof todaySchema>("/api/today")` */
export const api = {
  get<Contract extends z.ZodType>(path: string, params: Params = {}, signal?: AbortSignal) {
    const query = queryOf(params);
    const url = query === "" ? path : `${path}?${query}`;
    return call<Contract>(url, { method: "GET", ...(signal === undefined ? {} : { signal }) });
  },

  send<Contract extends z.ZodType>(
    method: Method,
    path: string,
    body: unknown,
    { idempotencyKey }: { idempotencyKey?: string } = {},
  ) {
    return call<Contract>(path, {
      method,
      headers: {
        "content-type": "application/json",
        ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  },
};

/** The query of an address, in the order given. */
export function queryOf(params: Params): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined) continue;
    for (const item of Array.isArray(value) ? value : [value]) query.append(name, String(item));
  }
  return query.toString();
}

/** Reads an answer that was fetched by other means, such as an upload with progress. */
export function readResponse<Contract extends z.ZodType>(
  status: number,
  text: string,
): z.infer<Contract> {
  if (status < 200 || status >= 300) throw refusalOf(status, text);
  const value = jsonOf(text);
  // Somebody else answered, such as the page at which a network wants to be paid.
  if (!isObject(value)) throw unexpected(status, "The answer is none of ours.");
  return value as z.infer<Contract>;
}

/** What a request that was not granted ends in. */
export function refusalOf(status: number, text: string): ApiError {
  const value = jsonOf(text);
  return isProblem(value) ? new ApiError(value) : unexpected(status, "The server failed.");
}

export function unreached(): ApiError {
  return unexpected(0, "The server can't be reached from here.");
}

async function call<Contract extends z.ZodType>(
  url: string,
  init: RequestInit,
): Promise<z.infer<Contract>> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { credentials: "same-origin", ...init });
    text = await response.text();
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    throw unreached();
  }
  return readResponse<Contract>(response.status, text);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** A proxy on the way may answer with problems of its own. */
export function isProblem(value: unknown): value is Problem {
  return isObject(value) && typeof value.type === "string" && value.type.startsWith(OURS);
}

function unexpected(status: number, detail: string): ApiError {
  return new ApiError({
    type: `${OURS}unexpected`,
    title: detail,
    status,
    code: "UNEXPECTED",
    detail,
    requestId: "",
  });
}
