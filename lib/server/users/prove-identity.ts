import "server-only";

/**
 * Proves again who uses a session: by the password, with the second factor of whoever has one, or
 * by a passkey that verifies its user.
 * Wrong ones count as they do at sign-in.
 */
import type { ProofWays, ProveIdentity } from "@/lib/contracts/identity-proof";
import type { Actor } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import type { CurrentSession } from "../auth/actor";
import { ADMITS_PASSWORD } from "../auth/admits-password";
import { HAS_PASSKEY, HAS_SECOND_FACTOR } from "../auth/has-second-factor";
import { refuseRestricted } from "../auth/refuse-restricted";
import { findRelyingParty } from "../auth/relying-party";
import { takeSecondFactor } from "../auth/second-step";
import type { SignInSender } from "../auth/sign-in";
import { sql } from "../db/sql";
import { env } from "../env";
import { verifyOwnPassword } from "./verify-password";

export async function listProofWays(
  { userId }: Pick<Actor, "userId">,
  session: CurrentSession | null,
): Promise<ProofWays> {
  const [row] = await sql<{
    byPassword: boolean;
    hasPasskey: boolean;
    needsCode: boolean;
    issuers: string[];
  }>(
    `SELECT u.password_hash IS NOT NULL AND ${ADMITS_PASSWORD} AS "byPassword",
            ${HAS_PASSKEY} AS "hasPasskey", ${HAS_SECOND_FACTOR} AS "needsCode",
            ARRAY (SELECT e.issuer FROM external_account e WHERE e.user_id = u.id) AS issuers
       FROM "user" u WHERE u.id = $1::uuid`,
    [userId],
  );
  const issuers = row?.issuers ?? [];
  return {
    isFresh: session?.isFresh ?? true,
    byPassword: row?.byPassword ?? false,
    byPasskey: row?.hasPasskey === true && findRelyingParty() !== null,
    needsCode: row?.needsCode ?? false,
    providers: env()
      .oidcProviders.filter(({ issuer }) => issuers.includes(issuer))
      .map(({ id, name }) => ({ id, name })),
  };
}

/** Throws REFUSED for what is wrong; the caller renews the session. */
export async function proveIdentity(
  { actor, session }: { actor: Actor; session: CurrentSession | null },
  { password = "", code, assertion }: ProveIdentity,
  sender: SignInSender,
): Promise<void> {
  refuseRestricted(actor, ONLY_SESSIONS);
  if (session === null) throw new AppError("FORBIDDEN", ONLY_SESSIONS);
  const step = { userId: actor.userId, sessionId: session.id, address: sender.address };
  if (assertion !== undefined) {
    // The passkey alone has to be both factors, as at sign-in.
    await takeSecondFactor({ assertion }, { ...step, purpose: "proof" });
    return;
  }
  await verifyOwnPassword(actor, password, sender);
  const { needsCode } = await listProofWays(actor, null);
  if (!needsCode) return;
  if (code === undefined) {
    throw new AppError("REFUSED", "Send a code of your authenticator app too.", {
      reason: "code-wrong",
    });
  }
  await takeSecondFactor({ code }, { ...step, purpose: "proof" });
}

const ONLY_SESSIONS = "Only a session of your own is confirmed: API tokens and PINs are not.";
