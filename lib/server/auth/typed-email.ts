import "server-only";

/**
 * Keeps the e-mail address of a refused sign-in for the form that follows: in a cookie of a minute,
 * so that the address never stands in an address bar or a log.
 */
import { shortCookieName, writeShortCookie } from "./short-cookie";

const NAME = "typed-email";
const SECONDS = 60;
const CHARACTERS_MAX = 254;

export function typedEmailCookieName(): string {
  return shortCookieName(NAME);
}

export function writeTypedEmail(email: string): string {
  return writeShortCookie(NAME, encodeURIComponent(email.slice(0, CHARACTERS_MAX)), SECONDS);
}
