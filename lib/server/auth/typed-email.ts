import "server-only";

/**
 * Keeps the e-mail address of a refused sign-in for the form that follows: in a cookie of a minute,
 * so that the address never stands in an address bar or a log.
 */
import { isSecure } from "./session";

/** `__Host-` binds the cookie to this very host, but browsers accept it over HTTPS alone. */
export function typedEmailCookieName(): string {
  return isSecure() ? "__Host-counterfoil.typed-email" : "counterfoil.typed-email";
}
const SECONDS = 60;
const CHARACTERS_MAX = 254;

export function writeTypedEmail(email: string): string {
  const value = encodeURIComponent(email.slice(0, CHARACTERS_MAX));
  const attributes = [`Max-Age=${SECONDS}`, "Path=/", "HttpOnly", "SameSite=Lax"];
  if (isSecure()) attributes.push("Secure");
  return [`${typedEmailCookieName()}=${value}`, ...attributes].join("; ");
}
