import "server-only";

/**
 * Proves again who uses a session: by the password, with the second factor of whoever has one.
 * Wrong ones count as they do at sign-in.
 */
import type { ProofWays, ProveIdentity } from "@/lib/contracts/identity-proof";
import type { Actor } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import type { CurrentSession } from "../auth/actor";
import { refuseRestricted } from "../auth/refuse-restricted";
import { takeSecondFactor } from "../auth/second-step";
import type { SignInSender } from "../auth/sign-in";
import { sql } from "../db/sql";
import { env } from "../env";
import { verifyOwnPassword } from "./verify-password";

export async function listProofWays(
  { userId }: Pick<Actor, "userId">,
  session: CurrentSession | null,
): Promise<ProofWays> {
  const [row] = await sql<{ byPassword: boolean; needsCode: boolean; issuers: string[] }>(
    `SELECT u.password_hash IS NOT NULL AS "byPassword",
            EXISTS (SELECT FROM totp_factor f
                     WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL) AS "needsCode",
            ARRAY (SELECT e.issuer FROM external_account e WHERE e.user_id = u.id) AS issuers
       FROM "user" u WHERE u.id = $1::uuid`,
    [userId],
  );
  const issuers = row?.issuers ?? [];
  return {
    isFresh: session?.isFresh ?? true,
    byPassword: row?.byPassword ?? false,
    needsCode: row?.needsCode ?? false,
    providers: env()
      .oidcProviders.filter(({ issuer }) => issuers.includes(issuer))
      .map(({ id, name }) => ({ id, name })),
  };
}

/** Throws REFUSED for what is wrong; the caller renews the session. */
export async function proveIdentity(
  actor: Actor,
  { password, code }: ProveIdentity,
  sender: SignInSender,
): Promise<void> {
  refuseRestricted(actor, "Only a session of your own is confirmed: API tokens and PINs are not.");
  await verifyOwnPassword(actor, password, sender);
  const { needsCode } = await listProofWays(actor, null);
  if (!needsCode) return;
  if (code === undefined) {
    throw new AppError("REFUSED", "Send a code of your authenticator app too.", {
      reason: "code-wrong",
    });
  }
  await takeSecondFactor(actor.userId, code, sender.address);
}
