import "server-only";

/**
 * The session cookie: an encrypted token of next-auth that names the session and who signed in.
 * Everything else of the session is a row (`session-row.ts`), and roles are read from the database
 * on every request.
 */
import { decode } from "next-auth/jwt";
import { ABSOLUTE_HOURS } from "@/lib/domain/security/session-limits";
import { env } from "../env";
import { claimsSchema, type SessionClaims } from "../session-claims";
import { currentWork } from "../work-context";
import { hostCookieName } from "./host-cookie";
import { isOurEncryption } from "./token-encryption";

/** No limit of sessions exceeds the life of their cookie; the limits themselves are settings. */
export const COOKIE_SECONDS_MAX = ABSOLUTE_HOURS.max * 60 * 60;
/** On a shared device the next person would find an open session, so that it ends much sooner. */
export const PIN_IDLE_SECONDS_MAX = 15 * 60;

export type { PinSession, SessionClaims } from "../session-claims";

/** How a person proved who they are. */
export type Factor = "oidc" | "passkey" | "password" | "pin" | "recovery-code" | "totp";

export function sessionCookieName(): string {
  return hostCookieName("next-auth.session-token");
}

export function csrfCookieName(): string {
  return hostCookieName("next-auth.csrf-token");
}

/**
 * Returns null when the cookie is not ours, was tampered with, or has expired. A request that asks
 * again gets what it has read.
 */
export async function readSession(cookie: string | undefined): Promise<SessionClaims | null> {
  if (cookie === undefined || cookie === "") return null;
  const work = currentWork();
  if (work?.session?.cookie === cookie) return work.session.claims;
  const claims = await decrypt(cookie);
  if (work !== undefined) work.session = { cookie, claims };
  return claims;
}

async function decrypt(cookie: string): Promise<SessionClaims | null> {
  if (!isOurEncryption(cookie)) return null;
  try {
    const claims: unknown = await decode({ token: cookie, secret: env().secret });
    const parsed = claimsSchema.safeParse(claims);
    return parsed.success ? parsed.data : null;
  } catch {
    return null; // It has expired, or was encrypted with another secret.
  }
}

export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
