import "server-only";

/**
 * Responds to programs while the application starts. Loading its pages then takes longer than a
 * connection to the database may take, so that looking would say that the database is down.
 */
import { AppError } from "../app-error";
import { PREPARED_HEADER } from "../http/prepared";
import { problemResponse } from "../http/problem";
import type { OutputType, RouteContext, RouteHandler } from "./contract";

export function oncePrepared<Output extends OutputType>(
  handle: RouteHandler<Output>,
): RouteHandler<Output> {
  const serve = async (request: Request, context: RouteContext) =>
    request.headers.has(PREPARED_HEADER) ? handle(request, context) : starting(request);
  return Object.assign(serve, { contract: handle.contract });
}

export function starting(request: Request): Response {
  const error = new AppError("STARTING", "Ask again in a second.", { retryAfter: 1 });
  return problemResponse(error, request);
}
