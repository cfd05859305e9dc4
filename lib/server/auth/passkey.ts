import "server-only";

/**
 * Verifies what a passkey has signed: for a challenge of ours that nobody used before, from our own
 * origin, by a person who was there, and by a key that is still theirs.
 */
import { verifyAuthenticationResponse } from "@simplewebauthn/server";
import type { Assertion, PasskeyRequest } from "@/lib/contracts/passkey";
import { inTransaction, sql as once } from "../db/sql";
import {
  type Ceremony,
  CHALLENGE_MINUTES,
  createChallenge,
  isChallengeFor,
  spendChallenge,
} from "./passkey-challenge";
import { findRelyingParty } from "./relying-party";

export type StoredPasskey = {
  id: string;
  userId: string;
  publicKey: Buffer;
  counter: string;
  isSynced: boolean;
};

export async function findPasskey(credentialId: string): Promise<StoredPasskey | null> {
  const [stored] = await once<StoredPasskey>(
    `SELECT id::text AS id, user_id::text AS "userId", public_key AS "publicKey", counter,
            is_synced AS "isSynced"
       FROM passkey WHERE credential_id = $1`,
    [credentialId],
  );
  return stored ?? null;
}

/** Null where browsers allow no passkeys, and for somebody who has none. */
export async function requestPasskey(
  ceremony: Ceremony,
  userId: string | null,
): Promise<PasskeyRequest | null> {
  const party = findRelyingParty();
  const allowed = userId === null ? null : await listDescriptors(userId);
  if (party === null || allowed?.length === 0) return null;
  return {
    challenge: Buffer.from(createChallenge(ceremony)).toString("base64url"),
    rpId: party.id,
    timeout: CHALLENGE_MINUTES * 60_000,
    userVerification: isAlone(ceremony) ? "required" : "preferred",
    ...(allowed === null ? {} : { allowCredentials: allowed }),
  };
}

/** Then the passkey has to be both factors: what somebody has, and what they know or are. */
function isAlone({ purpose }: Ceremony): boolean {
  return purpose === "sign-in" || purpose === "proof";
}

type Descriptors = NonNullable<PasskeyRequest["allowCredentials"]>;

export async function listDescriptors(userId: string): Promise<Descriptors> {
  const rows = await once<{
    id: string;
    transports: NonNullable<Descriptors[number]["transports"]>;
  }>(
    `SELECT credential_id AS id, coalesce(transports, '{}') AS transports FROM passkey
      WHERE user_id = $1::uuid ORDER BY last_used_at DESC NULLS LAST, id`,
    [userId],
  );
  return rows.map(({ id, transports }) => ({ id, type: "public-key", transports }));
}

/** Returns false whatever is wrong; nothing is stored then. */
export async function takeAssertion(
  assertion: Assertion,
  stored: StoredPasskey,
  ceremony: Ceremony,
): Promise<boolean> {
  const verified = await verify(assertion, stored, ceremony);
  if (verified === null) return false;
  const { challenge, counter, isBackedUp } = verified;
  return inTransaction(async ({ sql }) => {
    if (!(await spendChallenge(sql, challenge))) return false;
    // Two copies of a key that counts its uses can't both be right.
    const used = await sql(
      `UPDATE passkey SET counter = $2, is_backed_up = $3, last_used_at = now()
        WHERE id = $1::uuid AND (counter < $2 OR (counter = 0 AND $2 = 0)) RETURNING id`,
      [stored.id, counter, isBackedUp],
    );
    return used.length > 0;
  });
}

type Verified = { challenge: string; counter: number; isBackedUp: boolean };

async function verify(
  { id, rawId, type, response }: Assertion,
  stored: StoredPasskey,
  ceremony: Ceremony,
): Promise<Verified | null> {
  const party = findRelyingParty();
  if (party === null || isFramed(response.clientDataJSON)) return null;
  const { userHandle, ...signed } = response;
  if (!isHandleOf(userHandle, stored.userId, ceremony)) return null;
  let challenge = "";
  try {
    const { verified, authenticationInfo: info } = await verifyAuthenticationResponse({
      response: { id, rawId, type, response: signed, clientExtensionResults: {} },
      expectedChallenge: (sent) => {
        challenge = sent;
        return isChallengeFor(ceremony, sent);
      },
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: isAlone(ceremony),
      credential: {
        id,
        publicKey: new Uint8Array(stored.publicKey),
        counter: Number(stored.counter),
      },
    });
    const isSynced = info.credentialDeviceType === "multiDevice";
    if (!verified || isSynced !== stored.isSynced) return null;
    return { challenge, counter: info.newCounter, isBackedUp: info.credentialBackedUp };
  } catch {
    return null; // The library throws for everything that is not as it has to be.
  }
}

/** A browser that offers its passkeys says whose the chosen one is; a security key may not. */
function isHandleOf(
  userHandle: string | null | undefined,
  userId: string,
  { purpose }: Ceremony,
): boolean {
  if (userHandle === null || userHandle === undefined) return purpose !== "sign-in";
  return userHandle === userHandleOf(userId);
}

/** It is stored on people's devices, and says nothing about them. */
export function userHandleOf(userId: string): string {
  return Buffer.from(userId.replaceAll("-", ""), "hex").toString("base64url");
}

/** No page of ours is shown in another one, so that a frame of another site is never us. */
export function isFramed(clientDataJson: string): boolean {
  try {
    const data: unknown = JSON.parse(Buffer.from(clientDataJson, "base64url").toString("utf8"));
    const isRead = typeof data === "object" && data !== null;
    return !isRead || ("crossOrigin" in data && data.crossOrigin !== false);
  } catch {
    return true;
  }
}
