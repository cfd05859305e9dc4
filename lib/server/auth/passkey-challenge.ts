import "server-only";

/**
 * Challenges for passkeys. Each is random, sealed for one purpose and one browser or session, and
 * good for a few minutes, so that nothing is stored for whoever merely asks for one. It is stored
 * once a passkey has signed it, and is refused from then on.
 */
import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import type { Sql } from "../db/sql";
import { env } from "../env";

const RANDOM_BYTES = 32;
const EXPIRY_BYTES = 6;
const SEAL_BYTES = 32;
export const CHALLENGE_MINUTES = 5;

/** `binding` is the id of the session, or the CSRF token of a browser that has none. */
export type Ceremony = {
  purpose: "confirmation" | "proof" | "registration" | "second-step" | "sign-in";
  binding: string;
};

export function createChallenge(ceremony: Ceremony, now = Date.now()): Uint8Array<ArrayBuffer> {
  const expiry = Buffer.alloc(EXPIRY_BYTES);
  expiry.writeUIntBE(now + CHALLENGE_MINUTES * 60_000, 0, EXPIRY_BYTES);
  const plain = Buffer.concat([randomBytes(RANDOM_BYTES), expiry]);
  return new Uint8Array([...plain, ...sealOf(plain, ceremony)]);
}

/** Whether it was made for this ceremony, and may still be used. */
export function isChallengeFor(ceremony: Ceremony, challenge: string, now = Date.now()): boolean {
  const bytes = Buffer.from(challenge, "base64url");
  if (bytes.length !== RANDOM_BYTES + EXPIRY_BYTES + SEAL_BYTES) return false;
  const plain = bytes.subarray(0, RANDOM_BYTES + EXPIRY_BYTES);
  const seal = bytes.subarray(RANDOM_BYTES + EXPIRY_BYTES);
  return timingSafeEqual(seal, sealOf(plain, ceremony)) && readExpiry(bytes) > now;
}

/** Returns false when it was spent before. */
export async function spendChallenge(sql: Sql, challenge: string): Promise<boolean> {
  const bytes = Buffer.from(challenge, "base64url");
  await sql("DELETE FROM spent_challenge WHERE expires_at < now() - interval '1 minute'");
  const spent = await sql(
    `INSERT INTO spent_challenge (hash, expires_at) VALUES ($1, $2)
     ON CONFLICT (hash) DO NOTHING RETURNING hash`,
    [createHash("sha256").update(bytes).digest("hex"), new Date(readExpiry(bytes))],
  );
  return spent.length > 0;
}

function readExpiry(challenge: Buffer): number {
  return challenge.readUIntBE(RANDOM_BYTES, EXPIRY_BYTES);
}

function sealOf(plain: Buffer, { purpose, binding }: Ceremony): Buffer {
  const key = hkdfSync("sha256", env().secret, "", "passkey challenge", 32);
  return createHmac("sha256", Buffer.from(key))
    .update(plain)
    .update(`${purpose}:${binding}`)
    .digest();
}
