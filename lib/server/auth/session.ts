import "server-only";

/**
 * The session cookie: an encrypted token of next-auth that records who signed in, when, and when
 * they were last active. It contains no roles; those are read from the database on every request.
 */
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "../env";

/** A session ends twelve hours after signing in, whatever happens. */
export const SESSION_SECONDS_MAX = 12 * 60 * 60;
/** It also ends after two hours without a request that the reader caused. */
export const IDLE_SECONDS_MAX = 2 * 60 * 60;
/** On a shared device the next person would find an open session, so that it ends much sooner. */
export const PIN_IDLE_SECONDS_MAX = 15 * 60;
/** The cookie is renewed at most this often. */
const RENEW_AFTER_SECONDS = 5 * 60;
const PIN_RENEW_AFTER_SECONDS = 60;

const pinSchema = z.object({
  deviceId: z.uuid(),
  centreId: z.string(),
  /** The version of the PIN; setting another one ends the session. */
  version: z.int(),
});
export type PinSession = z.infer<typeof pinSchema>;

const claimsSchema = z.object({
  sub: z.uuid(),
  sessionId: z.uuid(),
  /** The session version of the user at sign-in; raising it ends all their sessions. */
  version: z.int(),
  signedInAt: z.int(),
  seenAt: z.int(),
  /** Present when the session was opened with a PIN on a shared device. */
  pin: pinSchema.optional(),
});
export type SessionClaims = z.infer<typeof claimsSchema>;

export function isSecure(): boolean {
  return env().baseUrl.startsWith("https:");
}

/** `__Host-` binds the cookie to this very host, but browsers accept it over HTTPS alone. */
export function sessionCookieName(): string {
  return isSecure() ? "__Host-next-auth.session-token" : "next-auth.session-token";
}

export function csrfCookieName(): string {
  return isSecure() ? "__Host-next-auth.csrf-token" : "next-auth.csrf-token";
}

/** Returns null when the cookie is not ours, was tampered with, or has expired. */
export async function readSession(cookie: string | undefined): Promise<SessionClaims | null> {
  if (cookie === undefined || cookie === "") return null;
  const claims = await decoded(cookie);
  if (claims === null) return null;
  const now = nowSeconds();
  const idleMax = claims.pin === undefined ? IDLE_SECONDS_MAX : PIN_IDLE_SECONDS_MAX;
  const over = now - claims.signedInAt > SESSION_SECONDS_MAX || now - claims.seenAt > idleMax;
  return over ? null : claims;
}

/**
 * Returns a cookie with a new time of last activity, or null while the present one is recent
 * enough.
 */
export async function renewSession(claims: SessionClaims): Promise<string | null> {
  const now = nowSeconds();
  const after = claims.pin === undefined ? RENEW_AFTER_SECONDS : PIN_RENEW_AFTER_SECONDS;
  if (now - claims.seenAt < after) return null;
  const maxAge = claims.signedInAt + SESSION_SECONDS_MAX - now;
  return encode({ token: { ...claims, seenAt: now }, secret: env().secret, maxAge });
}

export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

async function decoded(cookie: string): Promise<SessionClaims | null> {
  try {
    const claims: unknown = await decode({ token: cookie, secret: env().secret });
    const parsed = claimsSchema.safeParse(claims);
    return parsed.success ? parsed.data : null;
  } catch {
    return null; // It has expired, or was encrypted with another secret.
  }
}
