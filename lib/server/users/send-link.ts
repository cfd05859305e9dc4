import "server-only";

/**
 * Gives somebody a link to set their password with. Where there is a mail server it goes to their
 * own address, so that no administrator has it; an only administrator may see it all the same.
 */
import { AppError } from "../app-error";
import { admitsPassword } from "../auth/admits-password";
import type { Sql } from "../db/sql";
import { env } from "../env";
import { writeInvitation } from "./invitation";

/** `inviteUrl` is null when it goes by mail, and for who signs in through a provider. */
export type SentLink = { inviteUrl: string | null; delivery: "shown" | "mailed" | "provider" };

type Order = {
  userId: string;
  actorId: string;
  /** Shows it in spite of the mail server. */
  showLink?: boolean | undefined;
  isOnlyAdministrator: boolean;
  /** Whoever sees it administers some centres only. */
  isOfArea: boolean;
};

export function mailsLinks(): boolean {
  return env().mail !== null;
}

export async function sendLink(sql: Sql, order: Order): Promise<SentLink> {
  const { userId, actorId, showLink = false, isOnlyAdministrator } = order;
  if (!(await admitsPassword(sql, userId))) return { inviteUrl: null, delivery: "provider" };
  if (!mailsLinks()) return show(sql, order);
  if (!showLink) {
    await sql(
      `WITH queued AS (
         INSERT INTO mail (id, user_id) VALUES (gen_random_uuid(), $1::uuid) RETURNING id)
       INSERT INTO invitation_mail (mail_id, invited_by_id) SELECT id, $2::uuid FROM queued`,
      [userId, actorId],
    );
    return { inviteUrl: null, delivery: "mailed" };
  }
  if (isOnlyAdministrator) return show(sql, order);
  throw new AppError("REFUSED", "The link goes to the person's own address.", {
    reason: "link-is-mailed",
  });
}

async function show(sql: Sql, { userId, actorId, isOfArea }: Order): Promise<SentLink> {
  const inviteUrl = await writeInvitation(sql, userId, { shownToId: actorId, isOfArea });
  return { inviteUrl, delivery: "shown" };
}
