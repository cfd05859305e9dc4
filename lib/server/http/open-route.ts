import "server-only";

/**
 * The sibling of `route()` for the few routes that anyone may call. It asks for no actor, and so
 * gives no scope: the handler must prove by the input itself (a one-time token) what it may do.
 */
import type { z } from "zod";
import { AppError } from "../app-error";
import { readText } from "./body";
import { refuseCrossSite } from "./origin";
import { asFrom } from "./origin-of-request";
import { problemResponse } from "./problem";
import { parse, type RouteContext } from "./route";

const BODY_BYTES_MAX = 10_000;

type OpenRouteOptions<Input> = {
  input: z.ZodType<Input>;
  handle: (input: Input, request: Request) => Promise<unknown>;
  status?: number;
};

export function openRoute<Input>(options: OpenRouteOptions<Input>) {
  return async function respond(request: Request, context: RouteContext): Promise<Response> {
    try {
      refuseCrossSite(request);
      const values = { ...(await bodyOf(request)), ...(await context.params) };
      const input = parse(options.input, values);
      const answer = await asFrom(request, () => options.handle(input, request));
      if (answer instanceof Response) return answer;
      const headers = { "cache-control": "no-store" };
      return Response.json(answer, { status: options.status ?? 200, headers });
    } catch (error) {
      return problemResponse(error);
    }
  };
}

async function bodyOf(request: Request): Promise<object> {
  if (request.method === "GET") return {};
  const text = await readText(request, BODY_BYTES_MAX, "Send less.");
  if (text === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AppError("INVALID", "The body is not valid JSON.");
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new AppError("INVALID", "The body must be a JSON object.");
}
