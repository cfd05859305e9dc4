import "server-only";

/**
 * Encrypts secrets that the database keeps for a long time. The newest key of the installation
 * encrypts; the one before it, and the secret that signs sessions, open what they encrypted, so
 * that a key can be replaced without losing anything.
 */
import { hkdfSync } from "node:crypto";
import { env } from "./env";
import { seal, unseal } from "./seal";

/** A secret that is sealed for one purpose can't be opened for another. */
export function sealStored(text: string, purpose: string): string {
  const [key = ""] = env().credentialsKeys;
  return seal(text, derive(key, purpose));
}

export type OpenedSecret = {
  text: string;
  /** Whether it was sealed with a key that another one has replaced. */
  isOldKey: boolean;
};

/** Returns null when none of the keys opens it. */
export function openStored(sealed: string, purpose: string): OpenedSecret | null {
  for (const [at, key] of env().credentialsKeys.entries()) {
    const text = unseal(sealed, derive(key, purpose));
    if (text !== null) return { text, isOldKey: at > 0 };
  }
  return null;
}

function derive(key: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", key, purpose, "stored secret", 32));
}
