import "server-only";

/**
 * A path with an incomplete percent-escape, such as `/%ff`, names no page, and makes Next.js fail
 * before it has found a route.
 */
import { dropBody, onRequest, pathnameOf } from "./on-request";

export function isReadablePath(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false; // Decoding throws only for this.
  }
}

/** Such requests of the API become this one, which is refused. */
export const UNREADABLE_PATH = "/api/unreadable-path";

/**
 * Must be called once at start. The proxy refuses such a path of a page, and would buffer a body,
 * which nothing reads.
 */
export function rewriteUnreadablePaths(): void {
  onRequest((request) => {
    const pathname = pathnameOf(request.url);
    if (isReadablePath(pathname)) return;
    if (pathname.startsWith("/api/")) request.url = UNREADABLE_PATH;
    dropBody(request);
  });
}
