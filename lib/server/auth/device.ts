import "server-only";

/**
 * The device that a request comes from, where an administrator allowed it: it is known by a random
 * token in a cookie that no script can read.
 */
import { createHash, randomBytes } from "node:crypto";
import { sql } from "../db/sql";
import { hostCookieName, hostCookieOptions } from "./host-cookie";

/** Browsers store no cookie longer. */
const COOKIE_SECONDS_MAX = 400 * 24 * 60 * 60;

export type SharedDevice = { id: string; name: string; centreId: string; centreName: string };

export function deviceCookieName(): string {
  return hostCookieName("counterfoil.device");
}

export function createDeviceToken(): string {
  return randomBytes(32).toString("base64url");
}

export function deviceCookieOptions() {
  return { ...hostCookieOptions(), maxAge: COOKIE_SECONDS_MAX };
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
