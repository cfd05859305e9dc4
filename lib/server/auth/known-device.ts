import "server-only";

/**
 * A browser that has once signed in to an account proves it with a cookie. What strangers try then
 * never keeps its owner out: their wrong passwords are counted apart from those of this browser. A
 * cookie is worth nothing once the password changes, or whoever knew the one before could collect
 * cookies, and guess the new one with each of them.
 */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { env } from "../env";
import { isSecure } from "./session";

const DAYS = 180;

/** `__Host-` binds the cookie to this very host, but browsers accept it over HTTPS alone. */
export function knownDeviceCookieName(): string {
  return isSecure() ? "__Host-counterfoil.known" : "counterfoil.known";
}

/** `version` is that of the account's sessions, which a new password raises. */
export type KnownAccount = { email: string; version: number };

/** Returns a name for this browser, unless the cookie is of another account or not ours. */
export function readKnownDevice(cookie: string | undefined, account: KnownAccount): string | null {
  const [device = "", seal = ""] = (cookie ?? "").split(".");
  const expected = Buffer.from(sealOf(device, account));
  const sent = Buffer.from(seal);
  return sent.length === expected.length && timingSafeEqual(sent, expected) ? device : null;
}

/** Writes the header of a browser that has just signed in, or set the password. */
export function writeKnownDevice(account: KnownAccount): string {
  const device = randomBytes(16).toString("base64url");
  const value = `${device}.${sealOf(device, account)}`;
  const attributes = [`Max-Age=${DAYS * 24 * 60 * 60}`, "Path=/", "HttpOnly", "SameSite=Lax"];
  if (isSecure()) attributes.push("Secure");
  return [`${knownDeviceCookieName()}=${value}`, ...attributes].join("; ");
}

function sealOf(device: string, { email, version }: KnownAccount): string {
  return createHmac("sha256", env().secret)
    .update(`known-device:${device}:${version}:${email.toLowerCase()}`)
    .digest("base64url");
}
