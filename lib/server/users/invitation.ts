import "server-only";

/** Links that let a person set a password: used once, kept as a hash, good for a week. */
import { randomBytes } from "node:crypto";
import { hashToken } from "../auth/actor";
import type { Sql } from "../db/sql";
import { env } from "../env";

export const INVITATION_DAYS = 7;

/** The set-up link of a new installation asks for name and address, which nobody knows yet. */
export const NO_ADDRESS_YET = "first-administrator@set-up.invalid";

/** Every link before this one stops working. Answers the link, which is never seen again. */
export async function writeInvitation(sql: Sql, userId: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await sql("DELETE FROM invitation WHERE user_id = $1::uuid AND used_at IS NULL", [userId]);
  await sql(
    `INSERT INTO invitation (token_hash, user_id, expires_at)
     VALUES ($1, $2::uuid, now() + make_interval(days => $3))`,
    [hashToken(token), userId, INVITATION_DAYS],
  );
  return `${env().baseUrl}/invitations/${token}`;
}

export type OpenInvitation = {
  userId: string;
  email: string;
  name: string;
  /** Whether the new password takes the place of another. */
  hasPassword: boolean;
};

/** Null when it is unknown, used, expired, or its person may not come in any more. */
export async function findInvitation(sql: Sql, token: string): Promise<OpenInvitation | null> {
  const rows = await sql<OpenInvitation>(
    `SELECT u.id AS "userId", u.email, u.name, u.password_hash IS NOT NULL AS "hasPassword"
       FROM invitation i JOIN "user" u ON u.id = i.user_id
      WHERE i.token_hash = $1 AND i.used_at IS NULL AND i.expires_at > now()
        AND u.disabled_at IS NULL`,
    [hashToken(token)],
  );
  return rows[0] ?? null;
}
