import "server-only";

/**
 * Encrypts credentials that the database keeps for a long time. Their own key encrypts, or the
 * secret that signs sessions where there is none; what these two replace opens what it encrypted.
 */
import { env } from "./env";
import { deriveKey, type Keyring } from "./seal";

/** What is sealed for one purpose can't be opened for another. */
export function keyringFor(purpose: string): Keyring {
  return {
    secrets: env().credentialsKeys,
    derive: (secret) => deriveKey(secret, { salt: purpose, info: "stored secret" }),
  };
}
