import "server-only";

/** Sets the password that an invitation is for, and ends the sessions and API tokens before it. */
import type { z } from "zod";
import type { acceptInvitationSchema } from "@/lib/contracts/user";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { personal } from "../audit/personal-values";
import { hashToken } from "../auth/actor";
import { requirePassword } from "../auth/admits-password";
import { hashPassword } from "../auth/password";
import { IS_ENABLED } from "../db/enabled-account";
import { inTransaction, sql as once } from "../db/sql";
import { revokeUserTokens } from "../tokens/commands";
import { findInvitation, NO_ADDRESS_YET, type OpenInvitation } from "./invitation";
import { refuseWeakPassword } from "./weak-password";

type Acceptance = z.infer<typeof acceptInvitationSchema>;

/** `version` is that of the sessions from now on. */
type Accepted = { email: string; version: number };

export async function acceptInvitation(acceptance: Acceptance): Promise<Accepted> {
  const { token, password } = acceptance;
  // Hashing is expensive, so that the link is looked up first.
  const { email, name } = chooseIdentity(await findInvitation(once, token), acceptance);
  refuseWeakPassword(password, email);
  const hash = await hashPassword(password);
  return inTransaction(async ({ sql }) => {
    const used = await sql<{ userId: string }>(
      `UPDATE invitation i SET used_at = now() FROM "user" u
        WHERE i.token_hash = $1 AND i.used_at IS NULL AND i.expires_at > now()
          AND u.id = i.user_id AND ${IS_ENABLED}
        RETURNING i.user_id AS "userId"`,
      [hashToken(token)],
    );
    const userId = used[0]?.userId;
    if (userId === undefined) throw notGood();
    await requirePassword(sql, userId);
    const [changed] = await sql<Accepted>(
      `UPDATE "user" SET password_hash = $2, email = $3, name = $4,
              session_version = session_version + 1
        WHERE id = $1::uuid RETURNING email, session_version AS version`,
      [userId, hash, email, name],
    );
    if (changed === undefined) throw notGood();
    await revokeUserTokens(sql, { userId, actorId: userId });
    const after = { email: personal(userId, email) };
    await appendAudit(sql, { actorId: userId, action: "invitation.accepted", after });
    return changed;
  });
}

function chooseIdentity(
  invitation: OpenInvitation | null,
  { email, name }: Acceptance,
): { email: string; name: string } {
  if (invitation === null) throw notGood();
  if (invitation.email !== NO_ADDRESS_YET) return invitation;
  if (email !== undefined && name !== undefined) return { email, name };
  const absent = [
    ...(email === undefined ? ["email"] : []),
    ...(name === undefined ? ["name"] : []),
  ];
  throw new AppError("INVALID", "Give your name and e-mail address as well.", {
    errors: absent.map((path) => ({ path, message: "Required" })),
  });
}

function notGood(): AppError {
  return new AppError(
    "NOT_FOUND",
    "This link was used, has expired, or was replaced. Ask an administrator for another.",
  );
}
