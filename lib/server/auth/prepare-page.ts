import "server-only";

/**
 * Prepares every request of a page before Next.js sees it: it sets the headers of the response with
 * a new nonce, the path for pages that need it, the CSRF token of the sign-in form, and marks what
 * nobody caused. It decides nothing about who may do what: pages do. In a file of Next.js for this,
 * the same takes a request of its own, and bodies are buffered before anything knows who sent them.
 */
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { cookiesOf } from "../http/cookies";
import { problemResponse } from "../http/problem";
import { isReadablePath } from "../http/readable-path";
import { securityHeaders, VERIFIER_PATH, VERIFIER_POLICY } from "../http/security-headers";
import { isDevelopmentServer } from "../env";
import { countRequest } from "../person-limits/limits";
import { recordRefusal } from "../security-log/refusals";
import { createCsrfCookie, readCsrfToken } from "./csrf";
import { isSecure } from "./host-cookie";
import { isPrefetch, PATH_HEADER, UNATTENDED_HEADER } from "./path";
import { csrfCookieName, readSession, sessionCookieName } from "./session";

/** Messages of the interface are for anyone, and have their headers from their route. */
const NO_PAGE =
  /^\/(?:_next\/static|_next\/image|api\/|messages\/[a-z]+\/[a-z.-]+\/[A-Za-z0-9_-]+$)/;
/** No page has this path, so that the not-found page is shown. */
const NOWHERE = "/not-found";

export function isPage(pathname: string): boolean {
  return !NO_PAGE.test(pathname);
}

/** Returns the response where a page is refused; only here can it still be, with a status. */
export async function preparePage(
  incoming: IncomingMessage,
  response: ServerResponse,
  request: Request,
): Promise<Response | null> {
  const { pathname, path } = pathOf(request);
  const nonce = randomBytes(16).toString("base64");
  const headers = securityHeaders({
    nonce,
    secure: isSecure(),
    development: isDevelopmentServer(),
  });
  const policy = headers["content-security-policy"] ?? "";
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (pathname === VERIFIER_PATH) response.setHeader("content-security-policy", VERIFIER_POLICY);

  incoming.headers[PATH_HEADER] = path;
  incoming.headers["x-nonce"] = nonce;
  delete incoming.headers[UNATTENDED_HEADER];
  if (isPrefetch(request)) incoming.headers[UNATTENDED_HEADER] = "1";
  // Next.js reads the nonce for its own scripts from the policy of the request.
  incoming.headers["content-security-policy"] = policy;
  const cookies = cookiesOf(request);
  if (pathname === "/sign-in") ensureCsrfCookie(incoming, response, cookies);
  // A path that can't be decoded is no page of ours.
  if (!isReadablePath(pathname)) incoming.url = NOWHERE;
  return limit(request, cookies[sessionCookieName()]);
}

async function limit(request: Request, cookie: string | undefined): Promise<Response | null> {
  const session = await readSession(cookie);
  if (session === null) return null;
  try {
    countRequest(session.sub, "page");
    return null;
  } catch (error) {
    recordRefusal(request, error, { personId: session.sub });
    return problemResponse(error, request);
  }
}

/** Without the parameter that Next.js adds to what it fetches by itself. */
function pathOf(request: Request): { pathname: string; path: string } {
  const { pathname, search, searchParams } = new URL(request.url);
  if (!searchParams.has("_rsc")) return { pathname, path: pathname + search };
  searchParams.delete("_rsc");
  return { pathname, path: pathname + (searchParams.size === 0 ? "" : `?${searchParams}`) };
}

function ensureCsrfCookie(
  { headers }: IncomingMessage,
  response: ServerResponse,
  cookies: Record<string, string>,
): void {
  const name = csrfCookieName();
  if (readCsrfToken(cookies[name]) !== null) return;
  const pair = `${name}=${encodeURIComponent(createCsrfCookie())}`;
  // Of two cookies with one name the last one counts.
  headers.cookie = headers.cookie === undefined ? pair : `${headers.cookie}; ${pair}`;
  const attributes = ["Path=/", "HttpOnly", "SameSite=Lax", ...(isSecure() ? ["Secure"] : [])];
  response.setHeader("set-cookie", [pair, ...attributes].join("; "));
}
