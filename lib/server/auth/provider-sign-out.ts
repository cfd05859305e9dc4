import "server-only";

/**
 * Signs out at the identity provider too that opened a session, where its person asks for it. The
 * session here has ended by then, whatever the provider does. Its ID token is kept encrypted until
 * then, because most providers sign out without asking only whom it names.
 */
import { randomUUID, timingSafeEqual } from "node:crypto";
import { decode, encode } from "next-auth/jwt";
import { sql } from "../db/sql";
import { env } from "../env";
import type { OidcProvider } from "../env-oidc";
import { endSessionUrl, findEndSession } from "../sso/end-session-url";
import { leadTo } from "../sso/lead-to";
import { hostCookieName, writeHostCookie } from "./host-cookie";
import { COOKIE_SECONDS_MAX, type SessionClaims } from "./session";

const SALT = "counterfoil id token";
const STATE_SECONDS = 15 * 60;

export function sealIdToken(idToken: string): Promise<string> {
  const { secret } = env();
  return encode({ token: { idToken }, secret, salt: SALT, maxAge: COOKIE_SECONDS_MAX });
}

async function unsealIdToken(sealed: string | null): Promise<string | null> {
  if (sealed === null) return null;
  try {
    const claims = await decode({ token: sealed, secret: env().secret, salt: SALT });
    return typeof claims?.idToken === "string" ? claims.idToken : null;
  } catch {
    return null; // It has expired, or was encrypted with another secret.
  }
}

/** Who opened a session, and what its sign-out there takes. */
type OpenedBy = { provider: OidcProvider; sealedIdToken: string | null; email: string };

/** Null when no provider opened it that is configured. */
export async function findOpeningProvider({
  sessionId,
  sub,
}: SessionClaims): Promise<OpenedBy | null> {
  const [row] = await sql<{ issuer: string | null; sealedIdToken: string | null; email: string }>(
    `SELECT s.issuer, s.sealed_id_token AS "sealedIdToken", u.email
       FROM sign_in_session s JOIN "user" u ON u.id = s.user_id
      WHERE s.id = $1::uuid AND u.id = $2::uuid AND s.ended_at IS NULL`,
    [sessionId, sub],
  );
  const provider = env().oidcProviders.find(({ issuer }) => issuer === row?.issuer);
  return row === undefined || provider === undefined ? null : { provider, ...row };
}

/** The provider that opened the session, if it can be signed out of now. */
export async function describeOpeningProvider(
  claims: SessionClaims,
): Promise<{ name: string } | undefined> {
  const openedBy = await findOpeningProvider(claims);
  if (openedBy === null || (await findEndSession(openedBy.provider)) === null) return undefined;
  return { name: openedBy.provider.name };
}

/** `response` is that of the sign-out here, whose cookies go with it. */
export async function leadToSignOut(
  request: Request,
  response: Response,
  { provider, sealedIdToken, email }: OpenedBy,
): Promise<Response> {
  const endpoint = await findEndSession(provider);
  const headers = new Headers(response.headers);
  if (endpoint === null) {
    headers.set("location", "/sign-in?error=sso-still-there");
    return new Response(null, { status: 303, headers });
  }
  const state = randomUUID();
  const idToken = await unsealIdToken(sealedIdToken);
  const url = endSessionUrl(endpoint, provider, { idToken, email, state });
  headers.set("location", url);
  headers.append("set-cookie", writeHostCookie(signedOutCookieName(), state, STATE_SECONDS));
  const leading = new Response(response.body, { status: response.status, headers });
  return leadTo(url, { request, response: leading, name: provider.name });
}

export function signedOutCookieName(): string {
  return hostCookieName("counterfoil.signed-out");
}

/** Whether the provider has led this browser back from a sign-out that it asked for. */
export function isSignedOutThere(cookie: string | undefined, state: string | undefined): boolean {
  const [expected, sent] = [Buffer.from(cookie ?? ""), Buffer.from(state ?? "")];
  return sent.length > 0 && expected.length === sent.length && timingSafeEqual(expected, sent);
}
