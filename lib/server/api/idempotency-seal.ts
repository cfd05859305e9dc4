import "server-only";

/**
 * Stored responses may carry what is shown only once, such as a new API token. They are encrypted
 * with a key made of the server's secret and the client's Idempotency-Key, of which only a hash is
 * stored: reading the table, or even table and secret, does not give them away.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "../env";

const IV_BYTES = 12;
const TAG_BYTES = 16;

export function sealResponse(text: string, key: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", secretFor(key), iv);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64");
}

/** Returns null when it was sealed with another secret. */
export function openResponse(sealed: string, key: string): string | null {
  const bytes = Buffer.from(sealed, "base64");
  const decipher = createDecipheriv("aes-256-gcm", secretFor(key), bytes.subarray(0, IV_BYTES));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, "utf8");
    return text + decipher.final("utf8");
  } catch {
    return null; // The tag does not match, because it was sealed with another secret.
  }
}

function secretFor(key: string): Buffer {
  return Buffer.from(hkdfSync("sha256", key, env().secret, "idempotent answer", 32));
}
