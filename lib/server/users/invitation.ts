import "server-only";

/**
 * Links that let a user set a password: valid once, for three days or less, and stored as a hash.
 */
import { randomBytes } from "node:crypto";
import { hashToken } from "../auth/actor";
import { ADMITS_PASSWORD } from "../auth/admits-password";
import { IS_ENABLED } from "../db/enabled-account";
import type { Sql } from "../db/sql";
import { env } from "../env";

/** Who is invited on a Friday reads it on the Monday; a longer life serves those who find it. */
const INVITATION_HOURS = 3 * 24;

/** The set-up link of a new installation asks for name and address, which are unknown so far. */
export const NO_ADDRESS_YET = "first-administrator@set-up.invalid";

type Invitation = {
  shownToId: string | null;
  /** Whoever saw it administers some centres only; it works while the person is wholly there. */
  isOfArea?: boolean;
  hours?: number;
};

/** Invalidates every earlier link, and returns the link, which is never shown again. */
export async function writeInvitation(
  sql: Sql,
  userId: string,
  { shownToId, isOfArea = false, hours = INVITATION_HOURS }: Invitation,
): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await sql("DELETE FROM invitation WHERE user_id = $1::uuid AND used_at IS NULL", [userId]);
  await sql(
    `INSERT INTO invitation (token_hash, user_id, expires_at, shown_to_id, is_of_area)
     VALUES ($1, $2::uuid, now() + make_interval(hours => $3), $4::uuid, $5)`,
    [hashToken(token), userId, hours, shownToId, isOfArea],
  );
  return `${env().baseUrl}/invitations/${token}`;
}

export type OpenInvitation = {
  userId: string;
  email: string;
  name: string;
  /** Whether the new password replaces another one. */
  hasPassword: boolean;
  /** A password would open the account. */
  admitsPassword: boolean;
};

/** Returns null when it is unknown, used or expired, or when its user is disabled. */
export async function findInvitation(sql: Sql, token: string): Promise<OpenInvitation | null> {
  const rows = await sql<OpenInvitation>(
    `SELECT u.id AS "userId", u.email, u.name, u.password_hash IS NOT NULL AS "hasPassword",
            ${ADMITS_PASSWORD} AS "admitsPassword"
       FROM invitation i JOIN "user" u ON u.id = i.user_id
      WHERE i.token_hash = $1 AND i.used_at IS NULL AND i.expires_at > now()
        AND ${IS_ENABLED}`,
    [hashToken(token)],
  );
  return rows[0] ?? null;
}
