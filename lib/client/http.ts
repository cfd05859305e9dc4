/**
 * The browser's one way to our own API: JSON in, a parsed answer out. Whatever is refused, or does
 * not arrive, is thrown as an `ApiError` with a problem that a screen can show.
 */
import type { z } from "zod";
import { problemSchema, type Problem } from "../contracts/problem";

export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** A list becomes the same parameter several times; what is undefined is left out. */
export type Params = Record<
  string,
  string | number | boolean | readonly (string | number)[] | undefined
>;
export type Method = "POST" | "PUT" | "PATCH" | "DELETE";

export const api = {
  get<T>(path: string, schema: z.ZodType<T>, params: Params = {}, signal?: AbortSignal) {
    const query = queryOf(params);
    const url = query === "" ? path : `${path}?${query}`;
    return call(url, schema, { method: "GET", ...(signal === undefined ? {} : { signal }) });
  },

  send<T>(
    method: Method,
    path: string,
    body: unknown,
    schema: z.ZodType<T>,
    { idempotencyKey }: { idempotencyKey?: string } = {},
  ) {
    return call(path, schema, {
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
export function readAnswer<T>(status: number, text: string, schema: z.ZodType<T>): T {
  const value = jsonOf(text);
  if (status >= 200 && status < 300) {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    throw new ApiError(unexpected(status, "The answer has a form that this page does not know."));
  }
  const problem = problemSchema.loose().safeParse(value);
  throw new ApiError(problem.success ? problem.data : unexpected(status, "The server failed."));
}

async function call<T>(url: string, schema: z.ZodType<T>, init: RequestInit): Promise<T> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { credentials: "same-origin", ...init });
    text = await response.text();
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    throw new ApiError(unexpected(0, "The server can't be reached from here."));
  }
  return readAnswer(response.status, text, schema);
}

function jsonOf(text: string): unknown {
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    return null; // Not JSON: an error page of a proxy. The status says what there is to say.
  }
}

function unexpected(status: number, detail: string): Problem {
  return {
    type: "urn:counterfoil:problem:unexpected",
    title: detail,
    status,
    code: "UNEXPECTED",
    detail,
    requestId: "",
  };
}
