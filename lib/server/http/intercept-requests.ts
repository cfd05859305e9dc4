import "server-only";

/** Lets a request have its response before the server handles it, or leave it to the server. */
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { log } from "../log";
import { onRequest } from "./on-request";

const compress = promisify(gzip);
/** As Next.js does: compressed, less than this is hardly shorter. */
const COMPRESSED_BYTES_MIN = 1_024;
// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const ACCEPTS_GZIP = /(?:^|[\s,])gzip(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i;

/** Returns the response, or null when the server has to handle the request after all. */
type Interceptor = (request: IncomingMessage) => Response | null | Promise<Response | null>;

/**
 * Where `find` returns null, the server handles the request at once. Must be called once at start,
 * after what changes requests. Returns how to end it, for tests.
 */
export function interceptRequests(
  find: (request: IncomingMessage) => Interceptor | null,
): () => void {
  const seen = new WeakSet<Server>();
  return onRequest(({ socket }) => {
    // Node emits the request on its server once everybody has been called back.
    const { server } = socket as Socket & { server?: Server };
    if (server === undefined || seen.has(server)) return;
    seen.add(server);
    const emit = server.emit.bind(server) as (event: string, ...rest: unknown[]) => boolean;
    server.emit = (event: string, ...rest: unknown[]) => {
      if (event !== "request") return emit(event, ...rest);
      const [request, response] = rest as [IncomingMessage, ServerResponse];
      const intercept = find(request);
      if (intercept === null) return emit(event, ...rest);
      void respond(request, response, intercept).then((isSent) => {
        if (!isSent) emit(event, ...rest);
      });
      return true;
    };
  });
}

/** Without the body, which nothing reads. */
export function toRequest({ method, url = "/", headers }: IncomingMessage): Request {
  const copied = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const one of [value ?? []].flat()) copied.append(name, one);
  }
  return new Request(new URL(url, "http://localhost"), {
    method: method ?? "GET",
    headers: copied,
  });
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  intercept: Interceptor,
): Promise<boolean> {
  try {
    const sent = await intercept(request);
    if (sent === null) return false;
    const body = Buffer.from(await sent.arrayBuffer());
    response.statusCode = sent.status;
    for (const [name, value] of sent.headers) {
      // A header that protects the response was set as the request arrived.
      if (!response.hasHeader(name)) response.setHeader(name, value);
    }
    response.end(await encode(request, response, body));
  } catch (error) {
    log().error({ err: error }, "a request that needs no route failed");
    response.statusCode = 500;
    response.end();
  }
  return true;
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
