import "server-only";

/**
 * Serves the few routes that anyone may call, as `route()` serves the others. It needs no actor,
 * and so gives no scope: the handler must prove by the input itself (a one-time token) what it may
 * do.
 */
import type { z } from "zod";
import { requireFreeDisk } from "../free-disk";
import { readJson } from "../http/body";
import { refuseCrossSite } from "../http/origin";
import { asFrom } from "../http/origin-of-request";
import { problemResponse } from "../http/problem";
import { recordRefusal } from "../security-log/refusals";
import { awaitFlushOf } from "../db/await-flush";
import { contractOf, type OutputType, type RouteContext, type RouteHandler } from "./contract";
import { parseInput } from "./parse-input";
import { type Handled, respond, type ResponseOptions } from "./respond";

const BODY_BYTES_MAX = 10_000;

type PublicRouteOptions<Input, Output extends OutputType> = {
  /** It says what the route does, in one sentence of the API's description. */
  summary: string;
  input: z.ZodType<Input>;
  handle: (input: Input) => Handled<Output>;
} & ResponseOptions<Output>;

export function publicRoute<Input, Output extends OutputType>(
  options: PublicRouteOptions<Input, Output>,
): RouteHandler<Output> {
  const serve = async (request: Request, context: RouteContext): Promise<Response> => {
    try {
      refuseCrossSite(request);
      if (request.method !== "GET") await requireFreeDisk();
      const path = await context.params;
      const input = parseInput(options.input, { ...(await readBody(request)), ...path });
      const response = await asFrom(request, () =>
        respond(options, { request, path }, options.handle(input)),
      );
      if (request.method !== "GET") await awaitFlushOf(request);
      return response;
    } catch (error) {
      recordRefusal(request, error);
      return problemResponse(error, request);
    }
  };
  return Object.assign(serve, { contract: contractOf(null, options) });
}

async function readBody(request: Request): Promise<object> {
  if (request.method === "GET") return {};
  return (await readJson(request, BODY_BYTES_MAX, "Send less.")).values;
}
