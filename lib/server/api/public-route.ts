import "server-only";

/**
 * The sibling of `route()` for the few routes that anyone may call. It asks for no actor, and so
 * gives no scope: the handler must prove by the input itself (a one-time token) what it may do.
 */
import type { z } from "zod";
import { AppError } from "../app-error";
import { type Answering, answerOf } from "./respond";
import { readText } from "../http/body";
import { refuseCrossSite } from "../http/origin";
import { asFrom } from "../http/origin-of-request";
import { problemResponse } from "../http/problem";
import { parse, type RouteContext } from "./route";

const BODY_BYTES_MAX = 10_000;

type OpenRouteOptions<Input, Answer extends z.ZodType> = {
  input: z.ZodType<Input>;
} & Answering<Answer, [input: Input, request: Request]>;

export function openRoute<Input, Answer extends z.ZodType>(
  options: OpenRouteOptions<Input, Answer>,
) {
  return async function respond(request: Request, context: RouteContext): Promise<Response> {
    try {
      refuseCrossSite(request);
      const path = await context.params;
      const input = parse(options.input, { ...(await bodyOf(request)), ...path });
      return await asFrom(request, () => answerOf(options, { request, path }, input, request));
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
