import "server-only";

/**
 * Codes of an authenticator app (RFC 6238). The secret is sealed with a key made of the server's
 * secret, and each code is taken at most once.
 */
import { Secret, TOTP } from "otpauth";
import type { Sql } from "../db/sql";
import { env } from "../env";
import { deriveKey, type Keyring, seal, unseal } from "../seal";

const PERIOD_SECONDS = 30;
/** A clock may be off by half a minute, and a person types for a while. */
const STEPS_AROUND = 1;
const SECRET_BYTES = 20;

export function createTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** Returns the address that an app reads from the picture. */
export function buildTotpUri(secret: string, email: string): string {
  return totpOf(secret, email).toString();
}

export function sealTotpSecret(userId: string, secret: string): string {
  return seal(secret, totpKeyring(userId));
}

/** Returns false for a wrong code, one that was taken before, and for an app in the other state. */
export async function takeTotp(
  sql: Sql,
  { userId, isConfirmed }: { userId: string; isConfirmed: boolean },
  code: string,
): Promise<boolean> {
  const [stored] = await sql<{ sealed: string }>(
    `SELECT sealed_secret AS sealed FROM totp_factor
      WHERE user_id = $1::uuid AND (confirmed_at IS NOT NULL) = $2::boolean`,
    [userId, isConfirmed],
  );
  const opened = stored === undefined ? null : unseal(stored.sealed, totpKeyring(userId));
  if (opened === null) return false;
  const now = Date.now();
  const token = code.replaceAll(/\s/g, "");
  const off = totpOf(opened.text, "").validate({ token, timestamp: now, window: STEPS_AROUND });
  if (off === null) return false;
  const step = Math.floor(now / 1000 / PERIOD_SECONDS) + off;
  const taken = await sql(
    `UPDATE totp_factor SET last_step = $2
      WHERE user_id = $1::uuid AND (confirmed_at IS NOT NULL) = $3::boolean AND last_step < $2
     RETURNING user_id`,
    [userId, step, isConfirmed],
  );
  return taken.length > 0;
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({
    issuer: "Counterfoil",
    label,
    algorithm: "SHA1",
    digits: 6,
    period: PERIOD_SECONDS,
    secret: Secret.fromBase32(secret),
  });
}

/** A secret can be opened for its person alone. */
export function totpKeyring(userId: string): Keyring {
  return {
    secrets: env().secrets,
    derive: (secret) => deriveKey(secret, { salt: userId, info: "totp secret" }),
  };
}
