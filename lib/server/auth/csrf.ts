import "server-only";

/**
 * The CSRF token of the sign-in form, in the format that next-auth checks: "<token>|<hash with
 * secret>" in a cookie, the token alone in the body. A server page can't set cookies: this
 * one is set as the request arrives.
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { env } from "../env";

export function createCsrfCookie(): string {
  const token = randomBytes(32).toString("hex");
  return `${token}|${computeSeal(token)}`;
}

/** Returns null when the cookie is absent or we did not issue it. */
export function readCsrfToken(cookie: string | undefined): string | null {
  const [token = "", seal = ""] = (cookie ?? "").split("|");
  const expected = Buffer.from(computeSeal(token));
  const sent = Buffer.from(seal);
  return sent.length === expected.length && timingSafeEqual(sent, expected) ? token : null;
}

function computeSeal(token: string): string {
  return createHash("sha256").update(`${token}${env().secret}`).digest("hex");
}
