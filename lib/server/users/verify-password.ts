import "server-only";

/**
 * Verifies the password of whoever is signed in. Wrong ones count as they do at sign-in, because
 * whoever finds a browser signed in may guess here.
 */
import type { Actor } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { requirePassword } from "../auth/admits-password";
import { readKnownDevice } from "../auth/known-device";
import { verifyPassword } from "../auth/password";
import type { SignInSender } from "../auth/sign-in";
import { forgiveAttempt, takeAttempt, tooManyTries } from "../auth/throttle";
import { sql } from "../db/sql";

/** `version` is that of the account's sessions. */
type Account = { email: string; version: number; hash: string };

export async function verifyOwnPassword(
  { userId }: Pick<Actor, "userId">,
  password: string,
  sender: SignInSender,
): Promise<Account> {
  const [account] = await sql<Account>(
    `SELECT email, session_version AS version, password_hash AS hash FROM "user"
      WHERE id = $1::uuid AND disabled_at IS NULL AND password_hash IS NOT NULL`,
    [userId],
  );
  if (account === undefined) throw new AppError("UNAUTHENTICATED", "Sign in again.");
  await requirePassword(sql, userId);
  const { email, hash } = account;
  const device = readKnownDevice(sender.device, account);
  const made = { email, address: sender.address, device };
  const seconds = await takeAttempt(made, new Date());
  if (seconds > 0) throw tooManyTries(seconds);
  if (!(await verifyPassword(hash, password))) {
    throw new AppError("REFUSED", "This is not your current password.", {
      reason: "password-wrong",
    });
  }
  await forgiveAttempt(made);
  return account;
}
