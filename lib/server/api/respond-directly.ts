import "server-only";

/**
 * Responds to requests that need nothing of Next.js before it sees them, because what it does for a
 * request costs as much as the response: paths that no route has, the probes of load balancers, and
 * what programs and open pages ask for again and again. Whatever Next.js might read in another way
 * than this module is left to it.
 */
import { readBuiltRoutes } from "../http/built-routes";
import { interceptRequests, toRequest } from "../http/intercept-requests";
import { pathnameOf } from "../http/on-request";
import type { RouteTemplates } from "../http/route-template";
import type { RouteHandler } from "./contract";
import { refuseUnknownPath } from "./unknown-path";

/** The template of everything below /api that no other route has. */
const NO_ROUTE = "/api/{...path}";
/** An escape, an empty segment, one of dots or another host is for Next.js to read. */
const PLAIN_PATH = /^\/[\w.~/-]*[\w.~-]$/;
const EMPTY_OR_DOTS = /\/(\.{0,2}\/|\.{1,2}$)/;

type Options = {
  /** The handlers of GET, by template, of paths without parameters. */
  routes: Readonly<Record<string, RouteHandler>>;
  templateOf?: RouteTemplates;
};

/** Must be called once at start, after what changes requests. Returns how to end it, for tests. */
export function respondDirectly({ routes, templateOf = readBuiltRoutes() }: Options): () => void {
  const handlers = new Map(Object.entries(routes));
  return interceptRequests(({ method, url }) => {
    const pathname = pathnameOf(url);
    if (!PLAIN_PATH.test(pathname) || EMPTY_OR_DOTS.test(pathname)) return null;
    const template = templateOf(pathname);
    if (template === NO_ROUTE) return (request) => refuseUnknownPath(toRequest(request));
    const handler = method === "GET" ? handlers.get(template) : undefined;
    if (handler === undefined) return null;
    return (request) => handler(toRequest(request), { params: Promise.resolve({}) });
  });
}
