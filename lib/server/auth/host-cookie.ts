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

/** Returns the header that sets it; no seconds remove it. */
export function writeHostCookie(name: string, value: string, seconds: number): string {
  const attributes = [`Max-Age=${seconds}`, "Path=/", "HttpOnly", "SameSite=Lax"];
  if (isSecure()) attributes.push("Secure");
  return [`${name}=${value}`, ...attributes].join("; ");
}
