import "server-only";

/**
 * Sets up and removes a person's second factor. Setting up takes the password, and everything after
 * that a code, so that a session that somebody found open is worth nothing here.
 */
import { create } from "qrcode";
import type { SecondFactor, StartedTotp } from "@/lib/contracts/second-factor";
import type { Actor, Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { replaceRecoveryCodes } from "../auth/recovery-codes";
import { refuseRestricted } from "../auth/refuse-restricted";
import { takeSecondFactor, wrongCode } from "../auth/second-step";
import type { SignInSender } from "../auth/sign-in";
import { buildTotpUri, createTotpSecret, sealTotpSecret, takeTotp } from "../auth/totp";
import { inTransaction, sql as once } from "../db/sql";
import { verifyOwnPassword } from "./verify-password";

export async function getSecondFactor({ userId }: Actor): Promise<SecondFactor> {
  const [row] = await once<{ since: Date | null; left: number }>(
    `SELECT (SELECT confirmed_at FROM totp_factor WHERE user_id = $1::uuid) AS since,
            (SELECT count(*)::int FROM recovery_code
              WHERE user_id = $1::uuid AND used_at IS NULL) AS left`,
    [userId],
  );
  return { since: row?.since?.toISOString() ?? null, recoveryCodesLeft: row?.left ?? 0 };
}

/** Nothing changes at sign-in until a code of the app confirms that it has the secret. */
export async function startTotp(
  actor: Actor,
  { password }: { password: string },
  sender: SignInSender,
): Promise<StartedTotp> {
  refuseRestricted(actor, SIGN_IN_FIRST);
  const { email } = await verifyOwnPassword(actor, password, sender);
  const secret = createTotpSecret();
  const stored = await once(
    `INSERT INTO totp_factor (user_id, sealed_secret) VALUES ($1::uuid, $2)
     ON CONFLICT (user_id) DO UPDATE SET sealed_secret = excluded.sealed_secret, last_step = 0
       WHERE totp_factor.confirmed_at IS NULL
     RETURNING user_id`,
    [actor.userId, sealTotpSecret(actor.userId, secret)],
  );
  if (stored.length === 0) {
    throw new AppError("CONFLICT", "An app is set up already. Remove it first.");
  }
  return { secret, picture: draw(buildTotpUri(secret, email)) };
}

export async function confirmTotp(
  actor: Actor,
  { code }: { code: string },
): Promise<{ codes: string[] }> {
  refuseRestricted(actor, SIGN_IN_FIRST);
  const { userId } = actor;
  return inTransaction(async ({ sql }) => {
    const waiting = await sql(
      `SELECT user_id FROM totp_factor WHERE user_id = $1::uuid AND confirmed_at IS NULL FOR UPDATE`,
      [userId],
    );
    if (waiting.length === 0) {
      throw new AppError("CONFLICT", "No app waits for its first code. Begin again.");
    }
    if (!(await takeTotp(sql, userId, code))) throw wrongCode();
    await sql("UPDATE totp_factor SET confirmed_at = now() WHERE user_id = $1::uuid", [userId]);
    const codes = await replaceRecoveryCodes(sql, userId);
    await appendAudit(sql, { actorId: userId, action: "second-factor.added", after: { userId } });
    return { codes };
  });
}

export async function replaceOwnRecoveryCodes(
  actor: Actor,
  { code }: { code: string },
  address: string,
): Promise<{ codes: string[] }> {
  refuseRestricted(actor, SIGN_IN_FIRST);
  const { userId } = actor;
  await takeSecondFactor(userId, code, address);
  return inTransaction(async ({ sql }) => {
    const codes = await replaceRecoveryCodes(sql, userId);
    await appendAudit(sql, { actorId: userId, action: "recovery-codes.replaced" });
    return { codes };
  });
}

export async function removeOwnSecondFactor(
  actor: Actor,
  { code }: { code: string },
  address: string,
): Promise<void> {
  refuseRestricted(actor, SIGN_IN_FIRST);
  await takeSecondFactor(actor.userId, code, address);
  await removeFactors(actor.userId, actor.userId);
}

/** For somebody who lost the app and the codes. Their sessions end, as they may be a thief's. */
export async function removeSecondFactorOf(
  { actorId }: Scope<"user:administer">,
  { userId }: { userId: string },
): Promise<void> {
  if (actorId === userId) {
    throw new AppError("REFUSED", "Another administrator has to do this for you.", {
      reason: "own-second-factor",
    });
  }
  await removeFactors(userId, actorId);
}

async function removeFactors(userId: string, actorId: string): Promise<void> {
  await inTransaction(async ({ sql }) => {
    const removed = await sql(
      "DELETE FROM totp_factor WHERE user_id = $1::uuid AND confirmed_at IS NOT NULL RETURNING user_id",
      [userId],
    );
    if (removed.length === 0) throw new AppError("CONFLICT", "There is no second factor.");
    await sql("DELETE FROM recovery_code WHERE user_id = $1::uuid", [userId]);
    if (actorId !== userId) {
      await sql(
        `UPDATE sign_in_session SET ended_at = now(), ended_by_id = $2::uuid
          WHERE user_id = $1::uuid AND ended_at IS NULL`,
        [userId, actorId],
      );
    }
    await appendAudit(sql, { actorId, action: "second-factor.removed", before: { userId } });
  });
}

const SIGN_IN_FIRST = "Sign in with your password: API tokens and PINs don't do this.";

/** One subpath for each dark square; a margin is the screen's. */
function draw(text: string): StartedTotp["picture"] {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const squares = Array.from(modules.data, (isDark, at) =>
    isDark === 0 ? "" : `M${at % modules.size} ${Math.floor(at / modules.size)}h1v1h-1z`,
  );
  return { size: modules.size, path: squares.join("") };
}
