import "server-only";

/**
 * Marks each request that everything has seen which changes requests as they arrive. Next.js
 * listens before it starts that, and would handle what came too early without headers and limits:
 * `next.config.mjs` sends requests of pages without the mark to their own address once more, and
 * those of the API to the problem STARTING. Whoever forges the mark has their own request handled
 * so, and nobody else's.
 */
import { onRequest } from "./on-request";

export const PREPARED_HEADER = "x-counterfoil-prepared";

/** Must be called once at start, after what changes requests. */
export function markPrepared(): () => void {
  return onRequest(({ headers }) => Object.assign(headers, { [PREPARED_HEADER]: "1" }));
}
