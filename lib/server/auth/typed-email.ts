import "server-only";

/**
 * Keeps the e-mail address of a refused sign-in for the form that follows: in a cookie of a minute
 * that only the sign-in page receives, so that the address never stands in an address bar or a log.
 */
import { isSecure } from "./session";

export const TYPED_EMAIL_COOKIE = "counterfoil.typed-email";
const SECONDS = 60;
const CHARACTERS_MAX = 254;

export function writeTypedEmail(email: string): string {
  const value = encodeURIComponent(email.slice(0, CHARACTERS_MAX));
  const attributes = [`Max-Age=${SECONDS}`, "Path=/sign-in", "HttpOnly", "SameSite=Lax"];
  if (isSecure()) attributes.push("Secure");
  return [`${TYPED_EMAIL_COOKIE}=${value}`, ...attributes].join("; ");
}
