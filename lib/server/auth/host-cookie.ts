import "server-only";

/** Names and writes cookies that this host alone gets back, and no script can read. */
import { env } from "../env";

export function isSecure(): boolean {
  return env().baseUrl.startsWith("https:");
}

/** `__Host-` binds the cookie to this very host, but browsers accept it over HTTPS alone. */
export function hostCookieName(name: string): string {
  return isSecure() ? `__Host-${name}` : name;
}

/** It is sent along when a link of another site opens a page, so that people stay signed in. */
export function hostCookieOptions() {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() } as const;
}

/**
 * Returns the header that sets it; 0 seconds remove it, and null lasts until the browser is closed.
 */
export function writeHostCookie(name: string, value: string, seconds: number | null): string {
  const attributes = ["Path=/", "HttpOnly", "SameSite=Lax"];
  if (seconds !== null) attributes.unshift(`Max-Age=${seconds}`);
  if (isSecure()) attributes.push("Secure");
  return [`${name}=${value}`, ...attributes].join("; ");
}
