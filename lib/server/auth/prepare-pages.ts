import "server-only";

/**
 * Prepares the request of a page as it arrives: it sets the headers of the response with a new
 * nonce, the path for pages that need it, the CSRF token of the sign-in form, and marks what nobody
 * caused. It decides nothing about who may do what: pages do.
 */
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isDevelopmentServer } from "../env";
import { parseCookies } from "../http/cookies";
import { interceptRequests, toRequest } from "../http/intercept-requests";
import { headerOf, onRequest, pathnameOf } from "../http/on-request";
import { problemResponse } from "../http/problem";
import { securityHeaders, VERIFIER_PATH, VERIFIER_POLICY } from "../http/security-headers";
import { countRequest } from "../person-limits/limits";
import { recordRefusal } from "../security-log/refusals";
import { createCsrfCookie, readCsrfToken } from "./csrf";
import { isSecure, writeHostCookie } from "./host-cookie";
import { isPrefetch, PATH_HEADER, UNATTENDED_HEADER } from "./path";
import { csrfCookieName, readSession, sessionCookieName } from "./session";

const POLICY_HEADER = "content-security-policy";
/** The API, built files and messages of the interface have headers of their own. */
const OTHERS = /^\/(api\/|_next\/(static|image)|messages\/[a-z]+\/[a-z.-]+\/[\w-]+$)/;

/** Must be called once at start, after what changes requests. Returns how to end it, for tests. */
export function preparePages(): () => void {
  const ends = [
    onRequest((request, response) => {
      if (isOfPage(request)) prepare(request, response);
    }),
    // Only before its handling can a page be refused with a status.
    interceptRequests((request) => {
      const cookie = isOfPage(request) ? cookiesIn(request)[sessionCookieName()] : undefined;
      return cookie === undefined ? null : () => refuseBeyondLimit(request, cookie);
    }),
  ];
  return () => ends.forEach((end) => end());
}

function isOfPage({ url }: IncomingMessage): boolean {
  return !OTHERS.test(pathnameOf(url));
}

function prepare(request: IncomingMessage, response: ServerResponse): void {
  const nonce = randomBytes(16).toString("base64");
  const development = isDevelopmentServer();
  const headers = securityHeaders({ nonce, secure: isSecure(), development });
  const { pathname, path } = locationOf(request);
  if (pathname === "/sign-in") ensureCsrfToken(request, response);
  Object.assign(request.headers, {
    [PATH_HEADER]: path,
    ...(isPrefetch((name) => headerOf(request, name)) ? { [UNATTENDED_HEADER]: "1" } : {}),
    "x-nonce": nonce,
    // Next.js reads the nonce for its own scripts from the policy of the request.
    [POLICY_HEADER]: headers[POLICY_HEADER],
  });
  if (pathname === VERIFIER_PATH) headers[POLICY_HEADER] = VERIFIER_POLICY;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

/** Without what Next.js adds to the address of a page that it loads for an open one. */
function locationOf({ url = "/" }: IncomingMessage): { pathname: string; path: string } {
  if (!URL.canParse(url, HERE)) return { pathname: "/", path: "/" };
  const { pathname, search, searchParams } = new URL(url, HERE);
  if (!searchParams.has("_rsc")) return { pathname, path: pathname + search };
  searchParams.delete("_rsc");
  const rest = String(searchParams);
  return { pathname, path: rest === "" ? pathname : `${pathname}?${rest}` };
}

const HERE = "http://counterfoil.invalid";

/** The page reads it from the cookie that the browser is only about to get. */
function ensureCsrfToken(request: IncomingMessage, response: ServerResponse): void {
  const name = csrfCookieName();
  if (readCsrfToken(cookiesIn(request)[name]) !== null) return;
  const value = encodeURIComponent(createCsrfCookie());
  request.headers.cookie = [request.headers.cookie ?? [], `${name}=${value}`].flat().join("; ");
  response.setHeader("set-cookie", writeHostCookie(name, value, null));
}

async function refuseBeyondLimit(
  incoming: IncomingMessage,
  cookie: string,
): Promise<Response | null> {
  const session = await readSession(cookie);
  if (session === null) return null;
  try {
    countRequest(session.sub, "page");
    return null;
  } catch (error) {
    const request = toRequest(incoming);
    recordRefusal(request, error, { personId: session.sub });
    return problemResponse(error, request);
  }
}

function cookiesIn(request: IncomingMessage): Record<string, string> {
  return parseCookies(headerOf(request, "cookie"));
}
