import "server-only";

/** Sets the password that an invitation is for, and ends the sessions and API tokens before it. */
import type { z } from "zod";
import type { acceptInvitationSchema } from "@/lib/contracts/user";
import { presenceIn } from "@/lib/domain/delegation";
import { proveAnywhere } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { personal } from "../audit/personal-values";
import { findActors, hashToken } from "../auth/actor";
import { requirePassword } from "../auth/admits-password";
import { hashPassword } from "../auth/password";
import { IS_ENABLED } from "../db/enabled-account";
import { inTransaction, readingWith, sql as once, type Transaction } from "../db/sql";
import { revokeUserTokens } from "../tokens/commands";
import { findRolesOfPeople, readArea } from "./area";
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
  return inTransaction(async (tx) => {
    const { sql } = tx;
    const used = await sql<{ userId: string; shownToId: string | null; isOfArea: boolean }>(
      `UPDATE invitation i SET used_at = now() FROM "user" u
        WHERE i.token_hash = $1 AND i.used_at IS NULL AND i.expires_at > now()
          AND u.id = i.user_id AND ${IS_ENABLED}
        RETURNING i.user_id AS "userId", i.shown_to_id AS "shownToId", i.is_of_area AS "isOfArea"`,
      [hashToken(token)],
    );
    const [link] = used;
    if (link === undefined) throw notGood();
    const { userId } = link;
    if (link.isOfArea && !(await isStillWithin(tx, link))) throw notGood();
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

/** The account got a role elsewhere, which whoever saw the link must not reach with it. */
function isStillWithin(
  tx: Transaction,
  { userId, shownToId }: { userId: string; shownToId: string | null },
): Promise<boolean> {
  return readingWith(tx, async () => {
    const seenBy = (await findActors([shownToId ?? ""])).get(shownToId ?? "");
    const scope = seenBy === undefined ? null : proveAnywhere(seenBy, "user:administer");
    const person = (await findRolesOfPeople(tx.sql, [userId])).get(userId);
    if (scope === null || person === undefined) return false;
    return presenceIn(await readArea(scope), person) === "wholly";
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
