import "server-only";

/**
 * Stored responses may carry what is shown only once, such as a new API token. They are encrypted
 * with a key made of the server's secret and the client's Idempotency-Key, of which only a hash is
 * stored: reading the table, or even table and secret, does not give them away.
 */
import { env } from "../env";
import { deriveKey, type Keyring, seal, unseal } from "../seal";

export function sealResponse(text: string, key: string): string {
  return seal(text, keyringFor(key));
}

/** Returns null when it was sealed with another secret. */
export function openResponse(sealed: string, key: string): string | null {
  return unseal(sealed, keyringFor(key))?.text ?? null;
}

/** They are not sealed again, because nobody has the client's key, and last for a day. */
function keyringFor(key: string): Keyring {
  return {
    secrets: env().secrets,
    derive: (secret) => deriveKey(key, { salt: secret, info: "idempotent answer" }),
  };
}
