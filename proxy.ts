/**
 * Runs before every page: it sets the headers of the response with a new nonce, the path for pages
 * that need it, the CSRF token of the sign-in form, and marks what nobody caused. It decides
 * nothing about who may do what: pages do.
 */
import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { readCsrfToken, createCsrfCookie } from "@/lib/server/auth/csrf";
import { hostCookieOptions, isSecure } from "@/lib/server/auth/host-cookie";
import { isPrefetch, PATH_HEADER, UNATTENDED_HEADER } from "@/lib/server/auth/path";
import { csrfCookieName, readSession, sessionCookieName } from "@/lib/server/auth/session";
import { problemResponse } from "@/lib/server/http/problem";
import { isReadablePath } from "@/lib/server/http/readable-path";
import {
  securityHeaders,
  VERIFIER_PATH,
  VERIFIER_POLICY,
} from "@/lib/server/http/security-headers";
import { countRequest } from "@/lib/server/person-limits/limits";
import { recordRefusal } from "@/lib/server/security-log/refusals";

export async function proxy(request: NextRequest): Promise<NextResponse> {
  const nonce = randomBytes(16).toString("base64");
  const development = process.env.NODE_ENV === "development";
  const headers = securityHeaders({ nonce, secure: isSecure(), development });
  const csrf = missingCsrf(request);
  if (csrf !== null) request.cookies.set(csrfCookieName(), csrf);

  const forwarded = new Headers(request.headers);
  forwarded.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search);
  forwarded.set("x-nonce", nonce);
  if (isPrefetch(request)) forwarded.set(UNATTENDED_HEADER, "1");
  // Next.js reads the nonce for its own scripts from the policy of the request.
  forwarded.set("content-security-policy", headers["content-security-policy"] ?? "");

  const response = (await limited(request)) ?? createResponse(request, forwarded);
  if (request.nextUrl.pathname === VERIFIER_PATH)
    headers["content-security-policy"] = VERIFIER_POLICY;
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  if (csrf !== null) response.cookies.set(csrfCookieName(), csrf, hostCookieOptions());
  return response;
}

/** Only here can a page still be refused with a status. */
async function limited(request: NextRequest): Promise<NextResponse | null> {
  const session = await readSession(request.cookies.get(sessionCookieName())?.value);
  if (session === null) return null;
  try {
    countRequest(session.sub, "page");
    return null;
  } catch (error) {
    recordRefusal(request, error, { personId: session.sub });
    return problemOf(error, request);
  }
}

/** A path that can't be decoded is no page of ours. */
function createResponse({ nextUrl }: NextRequest, headers: Headers): NextResponse {
  if (isReadablePath(nextUrl.pathname)) return NextResponse.next({ request: { headers } });
  return NextResponse.rewrite(new URL(NOWHERE, nextUrl), { request: { headers } });
}

function problemOf(error: unknown, request: NextRequest): NextResponse {
  const { body, status, headers } = problemResponse(error, request);
  return new NextResponse(body, { status, headers });
}

/** No page has this path, so that the not-found page is shown. */
const NOWHERE = "/not-found";

function missingCsrf(request: NextRequest): string | null {
  if (request.nextUrl.pathname !== "/sign-in") return null;
  const cookie = request.cookies.get(csrfCookieName())?.value;
  return readCsrfToken(cookie) === null ? createCsrfCookie() : null;
}

/**
 * Next.js buffers the body of every request that this file sees, before anything knows who sent it,
 * so that no request of the API does. What the API needs of it is done as a request arrives.
 * Messages of the interface are for anyone, and have their headers from their route.
 */
export const config = {
  matcher: ["/((?!_next/static|_next/image|api/|messages/[a-z]+/[a-z.-]+/[A-Za-z0-9_-]+$).*)"],
};
