import "server-only";

/** Calls back as each request arrives, before the server handles what is left of it. */
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";

/** Node publishes each request on this channel, and then has the server handle it. */
const STARTED = "http.server.request.start";

/** The first to ask is called first. Returns how to end it. */
export function onRequest(
  call: (request: IncomingMessage, response: ServerResponse) => void,
): () => void {
  const listen = (message: unknown) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    call(request, response);
  };
  subscribe(STARTED, listen);
  return () => unsubscribe(STARTED, listen);
}

export function pathnameOf(url = ""): string {
  const [pathname = ""] = url.split("?");
  return pathname;
}

/** For a request that is refused before anything reads a body, which would be buffered. */
export function dropBody({ headers }: IncomingMessage): void {
  delete headers["content-length"];
  delete headers["transfer-encoding"];
}

/** Returns null for an absent header, and for one that Node lists. */
export function headerOf({ headers }: IncomingMessage, name: string): string | null {
  // oxlint-disable-next-line security/detect-object-injection -- callers name it in their code
  const value = headers[name];
  return typeof value === "string" ? value : null;
}
