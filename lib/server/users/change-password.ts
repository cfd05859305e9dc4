import "server-only";

/**
 * Changes the password of whoever is signed in with the one before. Wrong ones count as they do at
 * sign-in, because whoever finds a browser signed in may guess here. Sessions and API tokens end.
 */
import type { z } from "zod";
import type { changePasswordSchema } from "@/lib/contracts/user";
import type { Actor } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { readKnownDevice } from "../auth/known-device";
import { hashPassword, verifyPassword } from "../auth/password";
import type { SignInSender } from "../auth/sign-in";
import { forgiveAttempt, takeAttempt } from "../auth/throttle";
import { inTransaction, sql as once } from "../db/sql";
import { revokeUserTokens } from "../tokens/commands";
import { refuseWeakPassword } from "./weak-password";

type Account = { email: string; version: number; hash: string };

/** `version` is that of the sessions from now on. */
export async function changePassword(
  { userId, limitedTo }: Actor,
  { current, password }: z.infer<typeof changePasswordSchema>,
  sender: SignInSender,
): Promise<{ email: string; version: number }> {
  if (limitedTo !== null) {
    throw new AppError(
      "FORBIDDEN",
      "Sign in with your password first: neither API tokens nor PINs change it.",
    );
  }
  const [account] = await once<Account>(
    `SELECT email, session_version AS version, password_hash AS hash FROM "user"
      WHERE id = $1::uuid AND disabled_at IS NULL AND password_hash IS NOT NULL`,
    [userId],
  );
  if (account === undefined) throw new AppError("UNAUTHENTICATED", "Sign in again.");
  await verifyCurrent(account, current, sender);
  const { email, version, hash } = account;
  refuseWeakPassword(password, email);
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

async function verifyCurrent(account: Account, current: string, sender: SignInSender) {
  const { email, hash } = account;
  const device = readKnownDevice(sender.device, account);
  const made = { email, address: sender.address, device };
  const seconds = await takeAttempt(made, new Date());
  if (seconds > 0) {
    const message = `Too many tries. Wait ${seconds} seconds, then try again.`;
    throw new AppError("TOO_MANY_REQUESTS", message, { retryAfter: seconds });
  }
  if (!(await verifyPassword(hash, current))) {
    throw new AppError("REFUSED", "This is not your current password.", {
      reason: "password-wrong",
    });
  }
  await forgiveAttempt(made);
}
