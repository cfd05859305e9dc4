import "server-only";

/**
 * Stored responses may carry what is shown only once, such as a new API token. They are encrypted
 * with a key made of the server's secret and the client's Idempotency-Key, of which only a hash is
 * stored: reading the table, or even table and secret, does not give them away.
 */
import { hkdfSync } from "node:crypto";
import { env } from "../env";
import { seal, unseal } from "../seal";

export function sealResponse(text: string, key: string): string {
  return seal(text, secretFor(key));
}

/** Returns null when it was sealed with another secret. */
export function openResponse(sealed: string, key: string): string | null {
  return unseal(sealed, secretFor(key));
}

function secretFor(key: string): Buffer {
  return Buffer.from(hkdfSync("sha256", key, env().secret, "idempotent answer", 32));
}
