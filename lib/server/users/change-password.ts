import "server-only";

/**
 * Changes the password of whoever is signed in with the one before. Sessions and API tokens end.
 */
import type { z } from "zod";
import type { changePasswordSchema } from "@/lib/contracts/user";
import type { Actor } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { hashPassword } from "../auth/password";
import { refuseRestricted } from "../auth/refuse-restricted";
import type { SignInSender } from "../auth/sign-in";
import { inTransaction } from "../db/sql";
import { revokeUserTokens } from "../tokens/commands";
import { verifyOwnPassword } from "./verify-password";
import { refuseWeakPassword } from "./weak-password";

/** `version` is that of the sessions from now on. */
export async function changePassword(
  actor: Actor,
  { current, password }: z.infer<typeof changePasswordSchema>,
  sender: SignInSender,
): Promise<{ email: string; version: number }> {
  refuseRestricted(
    actor,
    "Sign in with your password first: neither API tokens nor PINs change it.",
  );
  const { userId } = actor;
  const account = await verifyOwnPassword(actor, current, sender);
  const { email, version, hash } = account;
  refuseWeakPassword(password, email);
  // oxlint-disable-next-line security/detect-possible-timing-attacks -- one person sent both
  if (password === current) {
    throw new AppError("REFUSED", "This is the password that you have.", {
      reason: "password-same",
    });
  }
  const next = await hashPassword(password);
  return inTransaction(async ({ sql }) => {
    const [changed] = await sql<{ version: number }>(
      `UPDATE "user" SET password_hash = $2, session_version = session_version + 1
        WHERE id = $1::uuid AND password_hash = $3 AND session_version = $4
          AND disabled_at IS NULL
        RETURNING session_version AS version`,
      [userId, next, hash, version],
    );
    if (changed === undefined) {
      throw new AppError("CONFLICT", "Your password was changed at the same time. Sign in again.");
    }
    await revokeUserTokens(sql, { userId, actorId: userId });
    await appendAudit(sql, { actorId: userId, action: "user.password-changed" });
    return { email, version: changed.version };
  });
}
