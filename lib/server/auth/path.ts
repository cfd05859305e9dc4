import "server-only";

/**
 * Paths that are passed between requests: the current one, and the one to open after signing in.
 */

/** A request of a page gets it as it arrives, because a server page can't read its own address. */
export const PATH_HEADER = "x-counterfoil-path";

/** It is set on a page that nobody has opened yet, which keeps no session alive. */
export const UNATTENDED_HEADER = "x-counterfoil-unattended";

/** Open screens request these on their own, so that they must not keep a session alive for ever. */
const UNATTENDED = new RegExp(
  "^/api/(health|ready|today|syncs|auth/.*|reconciliations/changes|till-counts/waiting|notices|" +
    "operations|coverage|first-day|questions|report-runs|tolerances/progress|" +
    "cashrec/readings|cashrec/replays|webhooks/[^/]+/deliveries|reconciliations/[^/]+/[^/]+/thread)",
);

/** Tells whether a person has caused this request of the API. */
export function isAttended(request: Request): boolean {
  if (isPrefetch((name) => request.headers.get(name))) return false;
  const reads = request.method === "GET" || request.method === "HEAD";
  return !reads || !UNATTENDED.test(new URL(request.url).pathname);
}

export function isPrefetch(headerOf: (name: string) => string | null): boolean {
  return headerOf("next-router-prefetch") !== null || headerOf("purpose") === "prefetch";
}

const PATH_CHARACTERS_MAX = 2_000;

/**
 * Returns a path of this site, never an address elsewhere; "/" for anything that is not clearly
 * one.
 */
export function safePath(wanted: string | null | undefined): string {
  if (wanted === null || wanted === undefined || wanted.length > PATH_CHARACTERS_MAX) return "/";
  if (!URL.canParse(wanted, HERE)) return "/";
  const url = new URL(wanted, HERE);
  // This includes "//evil", "/\evil" and "javascript:": what the parser resolves elsewhere has
  // another origin.
  if (url.origin !== HERE || !wanted.startsWith("/")) return "/";
  // The parser makes "//evil" of "/.//evil", which a browser takes for another site's address.
  return url.pathname.startsWith("//") ? "/" : url.pathname + url.search;
}

const HERE = "http://counterfoil.invalid";
