import "server-only";

/**
 * Keeps the e-mail address of a refused sign-in for the form that follows: in a cookie of a minute,
 * so that the address never stands in an address bar or a log.
 */
import { hostCookieName, writeHostCookie } from "./host-cookie";

const SECONDS = 60;
const CHARACTERS_MAX = 254;

export function typedEmailCookieName(): string {
  return hostCookieName("counterfoil.typed-email");
}

export function writeTypedEmail(email: string): string {
  const value = encodeURIComponent(email.slice(0, CHARACTERS_MAX));
  return writeHostCookie(typedEmailCookieName(), value, SECONDS);
}
