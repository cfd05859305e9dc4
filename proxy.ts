/**
 * Runs before every request: it sets the headers of the response with a new nonce, the path for
 * pages that need it, the CSRF token of the sign-in form, and renews the session. It decides
 * nothing about who may do what: pages and routes do.
 */
import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { AppError } from "@/lib/server/app-error";
import { readCsrfToken, createCsrfCookie } from "@/lib/server/auth/csrf";
import { cookieOptions } from "@/lib/server/auth/next-auth";
import { PATH_HEADER } from "@/lib/server/auth/path";
import {
  csrfCookieName,
  isSecure,
  readSession,
  renewSession,
  sessionCookieName,
} from "@/lib/server/auth/session";
import { problemResponse } from "@/lib/server/http/problem";
import { isReadablePath } from "@/lib/server/http/readable-path";
import { isSealed, SEALED_POLICY, securityHeaders } from "@/lib/server/http/security-headers";

export async function proxy(request: NextRequest): Promise<NextResponse> {
  const nonce = randomBytes(16).toString("base64");
  const development = process.env.NODE_ENV === "development";
  const headers = securityHeaders({ nonce, secure: isSecure(), development });
  const csrf = missingCsrf(request);
  if (csrf !== null) request.cookies.set(csrfCookieName(), csrf);

  const forwarded = new Headers(request.headers);
  forwarded.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search);
  forwarded.set("x-nonce", nonce);
  // Next.js reads the nonce for its own scripts from the policy of the request.
  forwarded.set("content-security-policy", headers["content-security-policy"] ?? "");

  const response = createResponse(request, forwarded);
  if (isSealed(request.nextUrl.pathname)) headers["content-security-policy"] = SEALED_POLICY;
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  if (csrf !== null) response.cookies.set(csrfCookieName(), csrf, cookieOptions());
  const renewed = await renewal(request);
  if (renewed !== null) response.cookies.set(sessionCookieName(), renewed, cookieOptions());
  return response;
}

/** A path that can't be decoded is a problem of the API, and no page of ours. */
function createResponse({ nextUrl }: NextRequest, headers: Headers): NextResponse {
  if (isReadablePath(nextUrl.pathname)) return NextResponse.next({ request: { headers } });
  if (!nextUrl.pathname.startsWith("/api/")) {
    return NextResponse.rewrite(new URL(NOWHERE, nextUrl), { request: { headers } });
  }
  const error = new AppError("INVALID", "The path of the address can't be read: half an escape.");
  const { body, status, headers: problemHeaders } = problemResponse(error);
  return new NextResponse(body, { status, headers: problemHeaders });
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

async function renewal(request: NextRequest): Promise<string | null> {
  const isPrefetch =
    request.headers.has("next-router-prefetch") || request.headers.get("purpose") === "prefetch";
  if (isPrefetch || UNATTENDED.test(request.nextUrl.pathname)) return null;
  const session = await readSession(request.cookies.get(sessionCookieName())?.value);
  return session === null ? null : renewSession(session);
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
