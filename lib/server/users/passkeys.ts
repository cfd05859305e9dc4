import "server-only";

/**
 * Adds, renames and removes the passkeys of a person. Adding takes the password, removing takes a
 * second factor, so that a session that somebody found open is worth nothing here.
 */
import { verifyRegistrationResponse } from "@simplewebauthn/server";
import type { z } from "zod";
import {
  type NewPasskey,
  type PasskeyCreation,
  type PasskeyRequest,
  type startConfirmationSchema,
  TRANSPORTS,
} from "@/lib/contracts/passkey";
import type { SecondFactorProof } from "@/lib/contracts/second-factor";
import type { Actor } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import type { CurrentSession } from "../auth/actor";
import { isFramed, listDescriptors, requestPasskey, userHandleOf } from "../auth/passkey";
import {
  type Ceremony,
  CHALLENGE_MINUTES,
  createChallenge,
  isChallengeFor,
  spendChallenge,
} from "../auth/passkey-challenge";
import { replaceRecoveryCodes } from "../auth/recovery-codes";
import { refuseRestricted } from "../auth/refuse-restricted";
import { findRelyingParty, type RelyingParty } from "../auth/relying-party";
import { takeSecondFactor } from "../auth/second-step";
import type { SignInSender } from "../auth/sign-in";
import { inTransaction, type Sql } from "../db/sql";
import { SIGN_IN_FIRST } from "./second-factor";
import { settleRemoval } from "./settle-removal";
import { verifyOwnPassword } from "./verify-password";

const PASSKEYS_MAX = 20;
/** Signatures that every browser and security key of today knows: ECDSA, EdDSA and RSA. */
const ALGORITHMS = [-7, -8, -257];

type Person = { actor: Actor; session: CurrentSession | null };

/** The browser then has a few minutes to make a key, in this session alone. */
export async function startPasskey(
  { actor, session }: Person,
  { password }: { password: string },
  sender: SignInSender,
): Promise<PasskeyCreation> {
  const sessionId = requireSession(actor, session);
  const party = requireParty();
  const { email } = await verifyOwnPassword(actor, password, sender);
  const existing = await listDescriptors(actor.userId);
  if (existing.length >= PASSKEYS_MAX) throw tooMany();
  const challenge = createChallenge({ purpose: "registration", binding: sessionId });
  return {
    challenge: Buffer.from(challenge).toString("base64url"),
    rp: { id: party.id, name: "Counterfoil" },
    user: { id: userHandleOf(actor.userId), name: email, displayName: actor.name },
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ alg, type: "public-key" })),
    timeout: CHALLENGE_MINUTES * 60_000,
    excludeCredentials: existing,
    authenticatorSelection: {
      residentKey: "preferred",
      requireResidentKey: false,
      // Each can then be both factors, also a security key, which asks for a PIN.
      userVerification: "required",
    },
    attestation: "none",
  };
}

/**
 * Somebody who is signed in can then prove with a passkey that it is still them, before a factor is
 * changed or what takes a fresh proof.
 */
export async function startConfirmation(
  { actor, session }: Person,
  { purpose }: z.infer<typeof startConfirmationSchema>,
): Promise<PasskeyRequest> {
  const binding = requireSession(actor, session);
  const request = await requestPasskey({ purpose, binding }, actor.userId);
  if (request !== null) return request;
  throw new AppError("REFUSED", "You have no passkey.", { reason: "no-passkey" });
}

export async function addPasskey(
  { actor, session }: Person,
  { name, credential }: NewPasskey,
): Promise<{ id: string; codes: string[] }> {
  const sessionId = requireSession(actor, session);
  const { userId } = actor;
  const made = await verify(credential, { purpose: "registration", binding: sessionId });
  return inTransaction(async ({ sql }) => {
    if (made === null || !(await spendChallenge(sql, made.challenge))) throw notVerified();
    const stored = await countPasskeys(sql, userId);
    if (stored >= PASSKEYS_MAX) throw tooMany();
    const [added] = await sql<{ id: string }>(
      `INSERT INTO passkey (user_id, credential_id, name, public_key, counter, transports,
         is_synced, is_backed_up)
       VALUES ($1::uuid, $2, $3, $4, $5, $6::text[], $7, $8)
       ON CONFLICT (credential_id) DO NOTHING RETURNING id::text AS id`,
      [
        userId,
        made.credentialId,
        name,
        made.publicKey,
        made.counter,
        credential.response.transports?.filter(isTransport) ?? [],
        made.isSynced,
        made.isBackedUp,
      ],
    );
    if (added === undefined) throw new AppError("CONFLICT", "This passkey is here already.");
    // Whoever set up an app without confirming it may be somebody else who knew the password.
    await sql("DELETE FROM totp_factor WHERE user_id = $1::uuid AND confirmed_at IS NULL", [
      userId,
    ]);
    const codes = (await hasCodes(sql, userId)) ? [] : await replaceRecoveryCodes(sql, userId);
    const after = { userId, name, isSynced: made.isSynced };
    await appendAudit(sql, { actorId: userId, action: "passkey.added", after });
    return { id: added.id, codes };
  });
}

export async function renamePasskey(
  actor: Actor,
  { passkeyId, name }: { passkeyId: string; name: string },
): Promise<void> {
  refuseRestricted(actor, SIGN_IN_FIRST);
  const { userId } = actor;
  await inTransaction(async ({ sql }) => {
    const [before] = await sql<{ name: string }>(
      "SELECT name FROM passkey WHERE id = $1::uuid AND user_id = $2::uuid FOR UPDATE",
      [passkeyId, userId],
    );
    if (before === undefined) throw noSuchPasskey();
    if (before.name === name) return;
    await sql("UPDATE passkey SET name = $2 WHERE id = $1::uuid", [passkeyId, name]);
    const entry = { before, after: { userId, name } };
    await appendAudit(sql, { actorId: userId, action: "passkey.renamed", ...entry });
  });
}

export async function removePasskey(
  { actor, session }: Person,
  { passkeyId, ...proof }: { passkeyId: string } & SecondFactorProof,
  address: string,
): Promise<void> {
  const sessionId = requireSession(actor, session);
  const { userId } = actor;
  await takeSecondFactor(proof, { userId, sessionId, purpose: "confirmation", address });
  await inTransaction(async ({ sql }) => {
    const [removed] = await sql<{ name: string }>(
      "DELETE FROM passkey WHERE id = $1::uuid AND user_id = $2::uuid RETURNING name",
      [passkeyId, userId],
    );
    if (removed === undefined) throw noSuchPasskey();
    await settleRemoval(sql, userId);
    const before = { userId, name: removed.name };
    await appendAudit(sql, { actorId: userId, action: "passkey.removed", before });
  });
}

function requireSession(actor: Actor, session: CurrentSession | null): string {
  refuseRestricted(actor, SIGN_IN_FIRST);
  if (session === null) throw new AppError("FORBIDDEN", SIGN_IN_FIRST);
  return session.id;
}

function requireParty(): RelyingParty {
  const party = findRelyingParty();
  if (party !== null) return party;
  throw new AppError("REFUSED", "Browsers allow passkeys over HTTPS alone, and under a name.", {
    reason: "passkeys-impossible",
  });
}

async function verify({ response, ...credential }: NewPasskey["credential"], ceremony: Ceremony) {
  const party = requireParty();
  const { clientDataJSON, attestationObject } = response;
  if (isFramed(clientDataJSON)) return null;
  let challenge = "";
  try {
    const { registrationInfo: info } = await verifyRegistrationResponse({
      response: {
        ...credential,
        response: { clientDataJSON, attestationObject },
        clientExtensionResults: {},
      },
      expectedChallenge: (sent) => {
        challenge = sent;
        return isChallengeFor(ceremony, sent);
      },
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (info === undefined) return null;
    return {
      challenge,
      credentialId: info.credential.id,
      publicKey: Buffer.from(info.credential.publicKey),
      counter: info.credential.counter,
      isSynced: info.credentialDeviceType === "multiDevice",
      isBackedUp: info.credentialBackedUp,
    };
  } catch {
    return null; // The library throws for everything that is not as it has to be.
  }
}

/** Locks the person, so that two browsers can't add the last one at once. */
async function countPasskeys(sql: Sql, userId: string): Promise<number> {
  await sql(`SELECT id FROM "user" WHERE id = $1::uuid FOR UPDATE`, [userId]);
  const [row] = await sql<{ count: number }>(
    "SELECT count(*)::int AS count FROM passkey WHERE user_id = $1::uuid",
    [userId],
  );
  return row?.count ?? 0;
}

async function hasCodes(sql: Sql, userId: string): Promise<boolean> {
  const rows = await sql("SELECT 1 FROM recovery_code WHERE user_id = $1::uuid LIMIT 1", [userId]);
  return rows.length > 0;
}

/** What a browser names and we don't know is not passed on. */
function isTransport(name: string): boolean {
  return TRANSPORTS.some((known) => known === name);
}

function notVerified(): AppError {
  return new AppError("REFUSED", "This passkey could not be verified. Begin again.", {
    reason: "passkey-wrong",
  });
}

function tooMany(): AppError {
  return new AppError("REFUSED", `Nobody has more than ${PASSKEYS_MAX} passkeys.`, {
    reason: "too-many-passkeys",
  });
}

function noSuchPasskey(): AppError {
  return new AppError("NOT_FOUND", "You have no such passkey.");
}
