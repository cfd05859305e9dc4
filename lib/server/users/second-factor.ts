import "server-only";

/**
 * Sets up and removes a person's second factor. Setting up takes the password, and everything after
 * that a code, so that a session that somebody found open is worth nothing here.
 */
import { create } from "qrcode";
import type { SecondFactor, SecondFactorProof, StartedTotp } from "@/lib/contracts/second-factor";
import type { Actor } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import type { CurrentSession } from "../auth/actor";
import { NEEDS_FACTOR } from "../auth/lacks-factor";
import { replaceRecoveryCodes } from "../auth/recovery-codes";
import { refuseRestricted } from "../auth/refuse-restricted";
import { findRelyingParty } from "../auth/relying-party";
import { takeSecondFactor, wrongCode } from "../auth/second-step";
import type { SignInSender } from "../auth/sign-in";
import { buildTotpUri, createTotpSecret, sealTotpSecret, takeTotp } from "../auth/totp";
import { inTransaction, sql as once } from "../db/sql";
import { settleRemoval } from "./settle-removal";
import { verifyOwnPassword } from "./verify-password";

export async function getSecondFactor({ userId }: Actor): Promise<SecondFactor> {
  const [[row], passkeys] = await Promise.all([
    once<{ since: Date | null; left: number; isRequired: boolean }>(
      `SELECT (SELECT confirmed_at FROM totp_factor WHERE user_id = u.id) AS since,
              (SELECT count(*)::int FROM recovery_code
                WHERE user_id = u.id AND used_at IS NULL) AS left,
              ${NEEDS_FACTOR} AS "isRequired"
         FROM "user" u WHERE u.id = $1::uuid`,
      [userId],
    ),
    once<{ id: string; name: string; createdAt: Date; lastUsedAt: Date | null }>(
      `SELECT id::text AS id, name, created_at AS "createdAt", last_used_at AS "lastUsedAt"
         FROM passkey WHERE user_id = $1::uuid ORDER BY created_at, id`,
      [userId],
    ),
  ]);
  return {
    since: row?.since?.toISOString() ?? null,
    passkeys: passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({
      id,
      name,
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    })),
    offersPasskeys: findRelyingParty() !== null,
    recoveryCodesLeft: row?.left ?? 0,
    isRequired: row?.isRequired ?? false,
  };
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
    if (!(await takeTotp(sql, { userId, isConfirmed: false }, code))) throw wrongCode();
    await sql("UPDATE totp_factor SET confirmed_at = now() WHERE user_id = $1::uuid", [userId]);
    // Whoever has passkeys has their codes already; the new ones are those that count.
    const codes = await replaceRecoveryCodes(sql, userId);
    await appendAudit(sql, { actorId: userId, action: "second-factor.added", after: { userId } });
    return { codes };
  });
}

/** Whoever does something with their factors, and in which session. */
type Confirming = { actor: Actor; session: CurrentSession | null; address: string };

export async function replaceOwnRecoveryCodes(
  confirming: Confirming,
  proof: SecondFactorProof,
): Promise<{ codes: string[] }> {
  const { userId } = confirming.actor;
  await confirmByFactor(confirming, proof);
  return inTransaction(async ({ sql }) => {
    const codes = await replaceRecoveryCodes(sql, userId);
    await appendAudit(sql, { actorId: userId, action: "recovery-codes.replaced" });
    return { codes };
  });
}

/** The passkeys stay, and with them the recovery codes. */
export async function removeOwnApp(
  confirming: Confirming,
  proof: SecondFactorProof,
): Promise<void> {
  const { userId } = confirming.actor;
  await confirmByFactor(confirming, proof);
  await inTransaction(async ({ sql }) => {
    const removed = await sql(
      `DELETE FROM totp_factor WHERE user_id = $1::uuid AND confirmed_at IS NOT NULL
       RETURNING user_id`,
      [userId],
    );
    if (removed.length === 0) throw new AppError("CONFLICT", "There is no app.");
    await settleRemoval(sql, userId);
    await appendAudit(sql, {
      actorId: userId,
      action: "second-factor.removed",
      before: { userId },
    });
  });
}

/** Who is signed in proves once more to be there; throws REFUSED or TOO_MANY_REQUESTS. */
async function confirmByFactor(
  { actor, session, address }: Confirming,
  proof: SecondFactorProof,
): Promise<void> {
  refuseRestricted(actor, SIGN_IN_FIRST);
  if (session === null) throw new AppError("FORBIDDEN", SIGN_IN_FIRST);
  const { userId } = actor;
  const purpose = "confirmation";
  await takeSecondFactor(proof, { userId, sessionId: session.id, purpose, address });
}

export const SIGN_IN_FIRST = "Sign in with your password: API tokens and PINs don't do this.";

/** One subpath for each dark square; a margin is the screen's. */
function draw(text: string): StartedTotp["picture"] {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const squares = Array.from(modules.data, (isDark, at) =>
    isDark === 0 ? "" : `M${at % modules.size} ${Math.floor(at / modules.size)}h1v1h-1z`,
  );
  return { size: modules.size, path: squares.join("") };
}
