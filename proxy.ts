/**
 * Runs before every request: it sets the headers of the response with a new nonce, the path for
 * pages that need it, the CSRF token of the sign-in form, and marks what nobody caused. It decides
 * nothing about who may do what: pages and routes do.
 */
import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { AppError } from "@/lib/server/app-error";
import { readCsrfToken, createCsrfCookie } from "@/lib/server/auth/csrf";
import { hostCookieOptions, isSecure } from "@/lib/server/auth/host-cookie";
import { PATH_HEADER, UNATTENDED_HEADER } from "@/lib/server/auth/path";
import { csrfCookieName, readSession, sessionCookieName } from "@/lib/server/auth/session";
import { isMisdirected } from "@/lib/server/http/host";
import { ALLOWED_METHODS, REFUSED_METHOD_PATH } from "@/lib/server/http/method";
import { problemResponse } from "@/lib/server/http/problem";
import { isReadablePath } from "@/lib/server/http/readable-path";
import {
  isSealed,
  SEALED_POLICY,
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
  if (isUnattended(request)) forwarded.set(UNATTENDED_HEADER, "1");
  // Next.js reads the nonce for its own scripts from the policy of the request.
  forwarded.set("content-security-policy", headers["content-security-policy"] ?? "");

  const response =
    refusedMethod(request) ??
    misdirected(request) ??
    (await limited(request)) ??
    createResponse(request, forwarded);
  const { pathname } = request.nextUrl;
  if (isSealed(pathname)) headers["content-security-policy"] = SEALED_POLICY;
  if (pathname === VERIFIER_PATH) headers["content-security-policy"] = VERIFIER_POLICY;
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  if (csrf !== null) response.cookies.set(csrfCookieName(), csrf, hostCookieOptions());
  return response;
}

function misdirected(request: NextRequest): NextResponse | null {
  if (!isMisdirected(request.nextUrl.pathname, request.headers.get("host"))) return null;
  const message = "This server has another name. Its operator sets NEXTAUTH_URL or ALLOWED_HOSTS.";
  const error = new AppError("WRONG_HOST", message);
  recordRefusal(request, error);
  return problemOf(error, request);
}

function refusedMethod(request: NextRequest): NextResponse | null {
  if (request.nextUrl.pathname !== REFUSED_METHOD_PATH) return null;
  const message = "This server has no such method.";
  const response = problemOf(new AppError("METHOD_NOT_ALLOWED", message), request);
  response.headers.set("allow", ALLOWED_METHODS);
  return response;
}

/** Routes of the API count by themselves; only here can a page still be refused with a status. */
async function limited(request: NextRequest): Promise<NextResponse | null> {
  if (request.nextUrl.pathname.startsWith("/api/")) return null;
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

/** A path that can't be decoded is a problem of the API, and no page of ours. */
function createResponse(request: NextRequest, headers: Headers): NextResponse {
  const { nextUrl } = request;
  if (isReadablePath(nextUrl.pathname)) return NextResponse.next({ request: { headers } });
  if (!nextUrl.pathname.startsWith("/api/")) {
    return NextResponse.rewrite(new URL(NOWHERE, nextUrl), { request: { headers } });
  }
  const error = new AppError("INVALID", "The path of the address can't be read: half an escape.");
  return problemOf(error, request);
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
 * Open screens make these requests on their own, so that they must not keep a session alive for
 * ever.
 */
const UNATTENDED =
  /^\/api\/(health|today|syncs|auth\/.*|reconciliations\/changes|till-counts\/waiting)/;

function isUnattended({ headers, nextUrl }: NextRequest): boolean {
  const isPrefetch = headers.has("next-router-prefetch") || headers.get("purpose") === "prefetch";
  return isPrefetch || UNATTENDED.test(nextUrl.pathname);
}

/**
 * Next.js buffers the body of every request that this file sees, before anything knows who sent it.
 * A request of the API that has a body therefore passes by: its route reads the stream, and only
 * after it knows the caller.
 */
export const config = {
  matcher: [
    "/((?!_next/static|_next/image|api/).*)",
    {
      source: "/api/:path*",
      missing: [
        { type: "header", key: "content-length" },
        { type: "header", key: "transfer-encoding" },
      ],
    },
  ],
};
