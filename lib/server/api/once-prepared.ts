import "server-only";

/**
 * Responds to load balancers while the application starts. Loading its pages then takes longer
 * than a connection to the database may take, so that looking would say that the database is down.
 */
import { PREPARED_HEADER } from "../http/prepared";
import type { OutputType, RouteContext, RouteHandler } from "./contract";

export function oncePrepared<Output extends OutputType>(
  handle: RouteHandler<Output>,
): RouteHandler<Output> {
  const serve = async (request: Request, context: RouteContext) =>
    request.headers.has(PREPARED_HEADER) ? handle(request, context) : starting();
  return Object.assign(serve, { contract: handle.contract });
}

function starting(): Response {
  const headers = { "retry-after": "1", "cache-control": "no-store" };
  return new Response(null, { status: 503, headers });
}
