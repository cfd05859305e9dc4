import "server-only";

/**
 * Sets the headers that protect responses of the API, as each request arrives: errors of Next.js
 * have them too.
 */
import { env } from "../env";
import { onRequest, pathnameOf } from "./on-request";
import { API_POLICY, isSealed, plainHeaders, SEALED_POLICY } from "./security-headers";

/**
 * Must be called once at start, after what leads requests to another path. A header of a route does
 * not replace one that is set here.
 */
export function setApiHeaders(): void {
  const headers = Object.entries(plainHeaders(env().baseUrl.startsWith("https:")));
  onRequest((request, response) => {
    const pathname = pathnameOf(request.url);
    if (!pathname.startsWith("/api/")) return;
    for (const [name, value] of headers) response.setHeader(name, value);
    response.setHeader("content-security-policy", isSealed(pathname) ? SEALED_POLICY : API_POLICY);
  });
}
