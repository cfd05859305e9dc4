import "server-only";

/** Names and writes cookies of our own that last for minutes. */
import { isSecure } from "./session";

/** `__Host-` binds the cookie to this very host, but browsers accept it over HTTPS alone. */
export function shortCookieName(name: string): string {
  return `${isSecure() ? "__Host-" : ""}counterfoil.${name}`;
}

/** Returns the header that sets it; no seconds remove it. */
export function writeShortCookie(name: string, value: string, seconds: number): string {
  const attributes = [`Max-Age=${seconds}`, "Path=/", "HttpOnly", "SameSite=Lax"];
  if (isSecure()) attributes.push("Secure");
  return [`${shortCookieName(name)}=${value}`, ...attributes].join("; ");
}
