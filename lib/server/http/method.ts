import "server-only";

/**
 * Refuses methods that no route has, such as TRACE, before Next.js builds a request of them: it
 * throws for some, and responds to others as to a GET.
 */
import { dropBody, onRequest } from "./on-request";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
export const ALLOWED_METHODS = METHODS.join(", ");
/** Requests of another method become a GET of this one, which is refused. */
export const REFUSED_METHOD_PATH = "/api/refused-method";

/**
 * Must be called once at start. Node itself closes the connection of a CONNECT, and refuses a
 * method that it does not know.
 */
export function rewriteRefusedMethods(): void {
  onRequest((request) => {
    if (METHODS.includes(request.method ?? "")) return;
    request.method = "GET";
    request.url = REFUSED_METHOD_PATH;
    dropBody(request);
  });
}
