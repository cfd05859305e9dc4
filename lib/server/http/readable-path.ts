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
/** No page has this path, so that the not-found page is shown. */
const NO_PAGE = "/not-found";

/** Must be called once at start. Such requests lose their body, which nothing reads. */
export function rewriteUnreadablePaths(): void {
  onRequest((request) => {
    const pathname = pathnameOf(request.url);
    if (isReadablePath(pathname)) return;
    request.url = pathname.startsWith("/api/") ? UNREADABLE_PATH : NO_PAGE;
    dropBody(request);
  });
}
