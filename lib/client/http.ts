/**
 * The browser's one way to our own API: JSON in, JSON out, typed by the contract of the route.
 * Responses are parsed where they leave, in `route()` of a server of the same build, and not here:
 * a parser would be a sixth of a page. Whatever is refused, or does not arrive, is thrown as an
 * `ApiError` with a problem that a screen can show.
 */
import type { Problem } from "../contracts/problem";
import {
  apiAddress,
  type ApiMethod,
  type OutputOf,
  type PathOf,
  type Query,
  type WithParams,
} from "./api-path";
import { askForProof } from "./fresh-proof";
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

type GetOptions = { query?: Query; signal?: AbortSignal | undefined };
type SendOptions = { query?: Query; body?: unknown; idempotencyKey?: string };
type FileOptions = { query?: Query; type?: string; signal?: AbortSignal };

/** `api.get("/api/syncs/{id}", { params: { id } })` */
export const api = {
  get<Path extends PathOf<"GET">>(path: Path, ...options: WithParams<Path, GetOptions>) {
    const { signal }: GetOptions = options[0] ?? {};
    return call<OutputOf<"GET", Path>>(apiAddress<Path, GetOptions>(path, ...options), {
      method: "GET",
      ...(signal === undefined ? {} : { signal }),
    });
  },

  send<Method extends Exclude<ApiMethod, "GET">, Path extends PathOf<Method>>(
    method: Method,
    path: Path,
    ...options: WithParams<Path, SendOptions>
  ) {
    const { body, idempotencyKey }: SendOptions = options[0] ?? {};
    return callAgain<OutputOf<Method, Path>>(apiAddress<Path, SendOptions>(path, ...options), {
      method,
      headers: {
        "content-type": "application/json",
        ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  },

  /** Sends the bytes of a file, or a form with several; the names are in the query or the form. */
  sendFile<Path extends PathOf<"POST">>(
    path: Path,
    content: Blob | FormData,
    ...options: WithParams<Path, FileOptions>
  ) {
    const { type = "application/octet-stream", signal }: FileOptions = options[0] ?? {};
    return callAgain<OutputOf<"POST", Path>>(apiAddress<Path, FileOptions>(path, ...options), {
      method: "POST",
      // The browser names the boundary in the type of a form.
      headers: content instanceof FormData ? {} : { "content-type": type },
      body: content,
      ...(signal === undefined ? {} : { signal }),
    });
  },
};

/** Reads a response that was fetched by other means, such as an upload with progress. */
export function readResponse<Output>(status: number, text: string): Output {
  if (status < 200 || status >= 300) throw refusalOf(status, text);
  const value = jsonOf(text);
  // This came from elsewhere, such as the page at which a network wants to be paid.
  if (!isObject(value)) throw unexpected(status, "The response is none of ours.");
  return value as Output;
}

/** What proxies say that reached no server behind them. */
const UNREACHED = [502, 503, 504];

/** Builds the error of a request that was refused, by the server or by a proxy in front of it. */
export function refusalOf(status: number, text: string): ApiError {
  const value = jsonOf(text);
  if (isProblem(value)) return new ApiError(value);
  if (UNREACHED.includes(status) && !isObject(value)) return unreached();
  return status === 413
    ? unexpected(status, "A proxy refused it; its operator can allow more.", "TOO_LARGE")
    : unexpected(status, "The server failed.");
}

export function unreached(): ApiError {
  return unexpected(0, "The server can't be reached from here.");
}

/**
 * What came before the server had started is sent again, and so is what may have been stored, if it
 * has a key: then it is stored once.
 */
async function callAgain<Output>(url: string, init: RequestInit): Promise<Output> {
  const isKeyed = new Headers(init.headers).has("idempotency-key");
  const codes = isKeyed ? ["STARTING", "OUTCOME_UNKNOWN"] : ["STARTING"];
  for (const ms of AGAIN_AFTER_MS) {
    try {
      return await call<Output>(url, init);
    } catch (error) {
      if (!isApiError(error) || !codes.includes(error.problem.code)) throw error;
      await new Promise((resolve) => {
        setTimeout(resolve, ms);
      });
    }
  }
  return call<Output>(url, init);
}

const AGAIN_AFTER_MS = [1_000, 3_000];

async function call<Output>(url: string, init: RequestInit): Promise<Output> {
  let response: Response;
  let text: string;
  try {
    response = await fetchProved(url, init);
    text = await response.text();
  } catch (error) {
    const isCancelled = init.signal?.aborted === true && !isTimeout(error);
    throw isCancelled || isApiError(error) ? error : unreached();
  }
  return readResponse<Output>(response.status, text);
}

/**
 * A request that takes a fresh proof of who is there is repeated once they have given it: nothing
 * happened the first time, and what they typed, and its idempotency key, are the same.
 */
export async function fetchProved(url: string, init: RequestInit): Promise<Response> {
  const send = () => fetch(url, { credentials: "same-origin", ...init });
  const first = await send();
  if (first.status !== UNAUTHORIZED || !isStaleProof(await first.clone().text())) return first;
  return (await askForProof()) ? send() : first;
}

const UNAUTHORIZED = 401;

function isStaleProof(text: string): boolean {
  const value = jsonOf(text);
  return isProblem(value) && value.code === "INSUFFICIENT_USER_AUTHENTICATION";
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === "TimeoutError";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** A proxy may respond with problem documents of its own. */
export function isProblem(value: unknown): value is Problem {
  return isObject(value) && typeof value.type === "string" && value.type.startsWith(OURS);
}

function unexpected(
  status: number,
  detail: string,
  code: Problem["code"] = "UNEXPECTED",
): ApiError {
  return new ApiError({
    type: `${OURS}unexpected`,
    title: detail,
    status,
    code,
    detail,
    requestId: "",
  });
}
