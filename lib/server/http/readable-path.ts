import "server-only";

/**
 * A path with an incomplete percent-escape, such as `/%ff`, names no page, and makes Next.js fail
 * before it has set a header of the response. The proxy therefore refuses it.
 */
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

export function isReadablePath(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false; // Decoding throws only for this.
  }
}

/**
 * Must be called once at start. Requests of the API that state a body pass by the proxy; one whose
 * path can't be read has no route that would read its body, and so states none from here on.
 */
export function leadUnreadablePathsToProxy(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    const [pathname = ""] = (request.url ?? "").split("?");
    if (isReadablePath(pathname)) return;
    delete request.headers["content-length"];
    delete request.headers["transfer-encoding"];
  });
}
