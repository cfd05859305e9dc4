import "server-only";

/**
 * The second step of signing in. Until it is done, the session is none to every route and page: its
 * row says what it waits for. Wrong codes count as wrong passwords do.
 */
import type { Assertion } from "@/lib/contracts/passkey";
import type { SecondFactorProof } from "@/lib/contracts/second-factor";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { IS_ENABLED } from "../db/enabled-account";
import { inTransaction, sql as once } from "../db/sql";
import { announceEmergency } from "./announce-emergency";
import { HAS_APP, HAS_PASSKEY } from "./has-second-factor";
import { findPasskey, takeAssertion } from "./passkey";
import type { Ceremony } from "./passkey-challenge";
import { takeRecoveryCode } from "./recovery-codes";
import type { Factor, SessionClaims } from "./session";
import { forgiveAttempt, takeAttempt, tooManyTries } from "./throttle";
import { takeTotp } from "./totp";

const CODE_CHARACTERS_MAX = 40;

/** Whoever was asked for a password this long ago is asked again. */
const WAITING = "10 minutes";

export type WaitingPerson = {
  id: string;
  email: string;
  version: number;
  hasApp: boolean;
  hasPasskey: boolean;
};

/** Null when the session is complete, has ended or has waited too long. */
export async function findWaitingPerson({
  sub,
  sessionId,
  version,
}: SessionClaims): Promise<WaitingPerson | null> {
  const [person] = await once<WaitingPerson>(
    `SELECT u.id::text AS id, u.email, u.session_version AS version,
            ${HAS_APP} AS "hasApp", ${HAS_PASSKEY} AS "hasPasskey"
       FROM sign_in_session s JOIN "user" u ON u.id = s.user_id
      WHERE s.id = $1::uuid AND u.id = $2::uuid AND u.session_version = $3
        AND ${IS_ENABLED} AND s.awaits = 'second-factor' AND s.ended_at IS NULL
        AND s.started_at > now() - interval '${WAITING}'`,
    [sessionId, sub, version],
  );
  return person ?? null;
}

type SessionStep = {
  userId: string;
  sessionId: string;
  purpose: Extract<Ceremony["purpose"], "confirmation" | "proof" | "second-step">;
  address: string;
};

/**
 * Takes a code, or what a passkey has signed for this very session. Returns which factor it was;
 * throws REFUSED or TOO_MANY_REQUESTS.
 */
export async function takeSecondFactor(
  { code = "", assertion }: Partial<SecondFactorProof>,
  { userId, sessionId, purpose, address }: SessionStep,
): Promise<Factor> {
  const made = { email: `second factor of ${userId}`, address };
  const seconds = await takeAttempt(made, new Date());
  if (seconds > 0) throw tooManyTries(seconds);
  const ceremony = { purpose, binding: sessionId };
  const factor =
    assertion === undefined
      ? await findFactor(userId, code)
      : await takePasskey(userId, assertion, ceremony);
  if (factor === null) throw assertion === undefined ? wrongCode() : wrongPasskey();
  await forgiveAttempt(made);
  return factor;
}

/** A passkey of somebody else is none here. */
async function takePasskey(
  userId: string,
  assertion: Assertion,
  ceremony: Ceremony,
): Promise<Factor | null> {
  const stored = await findPasskey(assertion.id);
  if (stored?.userId !== userId) return null;
  return (await takeAssertion(assertion, stored, ceremony)) ? "passkey" : null;
}

function wrongPasskey(): AppError {
  const message = "This passkey is not yours, or was not used in time.";
  return new AppError("REFUSED", message, { reason: "passkey-wrong" });
}

export function wrongCode(): AppError {
  const message = "This code is wrong, or was used before.";
  return new AppError("REFUSED", message, { reason: "code-wrong" });
}

async function findFactor(userId: string, code: string): Promise<Factor | null> {
  if (code.length > CODE_CHARACTERS_MAX) return null;
  if (await takeTotp(once, { userId, isConfirmed: true }, code)) return "totp";
  if (!(await takeRecoveryCode(once, userId, code))) return null;
  await appendAudit(once, { actorId: userId, action: "recovery-code.used" });
  return "recovery-code";
}

/** From now on the session is one. Returns whether it is of the account for emergencies. */
export async function completeSession(
  { sub, sessionId }: SessionClaims,
  factor: Factor,
): Promise<boolean> {
  return inTransaction(async ({ sql }) => {
    const [after] = await sql<{
      browser: string | null;
      system: string | null;
      factors: string[];
    }>(
      `UPDATE sign_in_session SET awaits = NULL, factors = array_append(factors, $3),
              verified_at = now(), seen_at = now()
        WHERE id = $1::uuid AND user_id = $2::uuid AND awaits = 'second-factor'
          AND ended_at IS NULL
        RETURNING browser, system, factors`,
      [sessionId, sub, factor],
    );
    if (after === undefined) throw new AppError("UNAUTHENTICATED", "Sign in again.");
    const isEmergency = await announceEmergency(sql, { userId: sub, sessionId });
    await appendAudit(sql, { actorId: sub, action: "session.started", after });
    return isEmergency;
  });
}
