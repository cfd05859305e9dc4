import "server-only";

/**
 * A browser that has once signed in to an account proves it with a cookie. What strangers try then
 * never keeps its owner out: their wrong passwords are counted apart from those of this browser. A
 * cookie is worth nothing once the password changes, or whoever knew the one before could collect
 * cookies, and guess the new one with each of them.
 */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { env } from "../env";
import { hostCookieName, writeHostCookie } from "./host-cookie";

const SECONDS = 180 * 24 * 60 * 60;

export function knownDeviceCookieName(): string {
  return hostCookieName("counterfoil.known");
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
  return writeHostCookie(knownDeviceCookieName(), value, SECONDS);
}

function sealOf(device: string, { email, version }: KnownAccount): string {
  return createHmac("sha256", env().secret)
    .update(`known-device:${device}:${version}:${email.toLowerCase()}`)
    .digest("base64url");
}
