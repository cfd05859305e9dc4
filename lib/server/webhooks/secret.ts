import "server-only";

/**
 * The secrets of webhooks sign what is sent, so that they are needed again and can't be hashed:
 * they are sealed with a key made of the server's secret. Reading the table does not give them
 * away.
 */
import { randomBytes } from "node:crypto";
import { env } from "../env";
import { deriveKey, type Keyring, seal, unseal } from "../seal";

const PREFIX = "whsec_";
const SECRET_BYTES = 32;

export function createWebhookSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString("base64");
}

/** Returns the bytes that sign. */
export function secretBytes(secret: string): Buffer {
  return Buffer.from(secret.slice(PREFIX.length), "base64");
}

/** It can be opened for this webhook alone. */
export function sealSecret(secret: string, webhookId: string): string {
  return seal(secret, webhookKeyring(webhookId));
}

/** Returns null when it was sealed with another secret of the server. */
export function openSecret(sealed: string, webhookId: string): string | null {
  return unseal(sealed, webhookKeyring(webhookId))?.text ?? null;
}

export function webhookKeyring(webhookId: string): Keyring {
  return {
    secrets: env().secrets,
    derive: (secret) => deriveKey(secret, { salt: webhookId, info: "webhook secret" }),
  };
}
