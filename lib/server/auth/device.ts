import "server-only";

/**
 * The device that a request comes from, where an administrator allowed it: it is known by a random
 * token in a cookie that no script can read.
 */
import { createHash, randomBytes } from "node:crypto";
import { sql } from "../db/sql";
import { isSecure } from "./session";

/** Browsers store no cookie longer. */
const COOKIE_SECONDS_MAX = 400 * 24 * 60 * 60;

export type SharedDevice = { id: string; name: string; centreId: string; centreName: string };

/** `__Host-` binds the cookie to this very host, but browsers accept it over HTTPS alone. */
export function deviceCookieName(): string {
  return isSecure() ? "__Host-counterfoil.device" : "counterfoil.device";
}

export function createDeviceToken(): string {
  return randomBytes(32).toString("base64url");
}

/** It is sent along when a link of another site opens a page, so that people stay signed in. */
export function deviceCookieOptions() {
  const attributes = { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() } as const;
  return { ...attributes, maxAge: COOKIE_SECONDS_MAX };
}

export function hashDeviceToken(token: string | undefined): string {
  return createHash("sha256")
    .update(token ?? "")
    .digest("hex");
}

/** Null for every device that is not allowed, or no more. */
export async function findDevice(token: string | undefined): Promise<SharedDevice | null> {
  if (token === undefined || token === "") return null;
  const [device] = await sql<SharedDevice>(
    `SELECT d.id, d.name, d.centre_id AS "centreId", c.name AS "centreName"
       FROM shared_device d JOIN centre c ON c.id = d.centre_id
      WHERE d.token_hash = $1 AND d.revoked_at IS NULL`,
    [hashDeviceToken(token)],
  );
  return device ?? null;
}
