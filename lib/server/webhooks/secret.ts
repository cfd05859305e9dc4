import "server-only";

/**
 * The secrets of webhooks sign what is sent, so that they are needed again and can't be hashed:
 * they are sealed with a key made of the server's secret. Reading the table does not give them
 * away.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "../env";

const PREFIX = "whsec_";
const SECRET_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

export function createWebhookSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString("base64");
}

/** Returns the bytes that sign. */
export function secretBytes(secret: string): Buffer {
  return Buffer.from(secret.slice(PREFIX.length), "base64");
}

/** It can be opened for this webhook alone. */
export function sealSecret(secret: string, webhookId: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keyFor(webhookId), iv);
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64");
}

/** Returns null when it was sealed with another secret of the server. */
export function openSecret(sealed: string, webhookId: string): string | null {
  const bytes = Buffer.from(sealed, "base64");
  const iv = bytes.subarray(0, IV_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", keyFor(webhookId), iv);
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, "utf8");
    return text + decipher.final("utf8");
  } catch {
    return null; // The tag does not match, because it was sealed with another secret.
  }
}

function keyFor(webhookId: string): Buffer {
  return Buffer.from(hkdfSync("sha256", env().secret, webhookId, "webhook secret", 32));
}
