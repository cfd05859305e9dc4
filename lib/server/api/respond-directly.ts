import "server-only";

/**
 * Responds to requests that need nothing of Next.js before it sees them, because what it does for a
 * request costs as much as the response: paths that no route has, the probes of load balancers, and
 * what programs and open pages ask for again and again. Whatever Next.js might read in another way
 * than this module is left to it.
 */
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { readBuiltRoutes } from "../http/built-routes";
import { onRequest, pathnameOf } from "../http/on-request";
import type { RouteTemplates } from "../http/route-template";
import { log } from "../log";
import type { RouteHandler } from "./contract";
import { refuseUnknownPath } from "./unknown-path";

/** The template of everything below /api that no other route has. */
const NO_ROUTE = "/api/{...path}";
/** An escape, an empty segment, one of dots or another host is for Next.js to read. */
const PLAIN_PATH = /^\/[\w.~/-]*[\w.~-]$/;
const EMPTY_OR_DOTS = /\/(\.{0,2}\/|\.{1,2}$)/;

const compress = promisify(gzip);
/** As Next.js does: compressed, less than this is hardly shorter. */
const COMPRESSED_BYTES_MIN = 1_024;
// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const ACCEPTS_GZIP = /(?:^|[\s,])gzip(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i;

type Options = {
  /** The handlers of GET, by template, of paths without parameters. */
  routes: Readonly<Record<string, RouteHandler>>;
  templateOf?: RouteTemplates;
};

type Handle = (request: Request) => Response | Promise<Response>;

/** Must be called once at start, after what changes requests. Returns how to end it, for tests. */
export function respondDirectly({ routes, templateOf = readBuiltRoutes() }: Options): () => void {
  const handlers = new Map(Object.entries(routes));
  const seen = new WeakSet<Server>();
  const find = ({ method, url }: IncomingMessage): Handle | null => {
    const pathname = pathnameOf(url);
    if (!PLAIN_PATH.test(pathname) || EMPTY_OR_DOTS.test(pathname)) return null;
    const template = templateOf(pathname);
    if (template === NO_ROUTE) return refuseUnknownPath;
    const handler = method === "GET" ? handlers.get(template) : undefined;
    if (handler === undefined) return null;
    return (request) => handler(request, { params: Promise.resolve({}) });
  };
  return onRequest(({ socket }) => {
    // Node emits the request on its server once everybody has been called back.
    const { server } = socket as Socket & { server?: Server };
    if (server === undefined || seen.has(server)) return;
    seen.add(server);
    const emit = server.emit.bind(server) as (event: string, ...rest: unknown[]) => boolean;
    server.emit = (event: string, ...rest: unknown[]) => {
      if (event !== "request") return emit(event, ...rest);
      const [request, response] = rest as [IncomingMessage, ServerResponse];
      const handle = find(request);
      if (handle === null) return emit(event, ...rest);
      void send(request, response, handle);
      return true;
    };
  });
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  handle: Handle,
): Promise<void> {
  try {
    const { status, headers, body } = await read(await handle(toRequest(request)));
    response.statusCode = status;
    for (const [name, value] of headers) {
      // A header that protects the response was set as the request arrived.
      if (!response.hasHeader(name)) response.setHeader(name, value);
    }
    response.end(await encode(request, response, body));
  } catch (error) {
    log().error({ err: error }, "a request that needs no route failed");
    response.statusCode = 500;
    response.end();
  }
}

async function read(sent: Response) {
  const { status, headers } = sent;
  return { status, headers, body: Buffer.from(await sent.arrayBuffer()) };
}

async function encode(
  { headers }: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): Promise<Buffer> {
  if (body.byteLength < COMPRESSED_BYTES_MIN) return body;
  response.setHeader("vary", "accept-encoding");
  if (!ACCEPTS_GZIP.test(String(headers["accept-encoding"] ?? ""))) return body;
  response.setHeader("content-encoding", "gzip");
  return compress(body);
}

/** Without the body, which nothing reads. */
function toRequest({ method, url = "/", headers }: IncomingMessage): Request {
  const copied = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const one of [value ?? []].flat()) copied.append(name, one);
  }
  return new Request(new URL(url, "http://localhost"), {
    method: method ?? "GET",
    headers: copied,
  });
}
