import "server-only";

/** Parses the secrets that sign sessions and encrypt what the database keeps. */
import type { Reader } from "./env-reader";

const KEY_CHARACTERS_MIN = 32;

/** The key in force comes first, then the one that it replaces. */
export const KEYS_OF_CREDENTIALS = ["CREDENTIALS_KEY", "CREDENTIALS_KEY_PREVIOUS"] as const;

export function readCredentialsKeys(read: Reader): string[] {
  const [current, previous] = KEYS_OF_CREDENTIALS.map((name) => readKey(read, name));
  if (previous !== null && previous !== undefined && current === null) {
    read.wrong("CREDENTIALS_KEY must be set too, as CREDENTIALS_KEY_PREVIOUS is");
  }
  return [current, previous].filter((key) => key !== null && key !== undefined);
}

export const SESSION_SECRETS = ["NEXTAUTH_SECRET", "NEXTAUTH_SECRET_PREVIOUS"] as const;

/**
 * The one in force is null where it is made and stored in DATA_DIR. The one before it opens what it
 * encrypted, and signs nothing.
 */
export function readSessionSecrets(read: Reader): {
  secret: string | null;
  previous: string | null;
} {
  const [secret, previous] = SESSION_SECRETS;
  return { secret: readKey(read, secret), previous: readKey(read, previous) };
}

function readKey(read: Reader, name: string): string | null {
  const key = read.text(name);
  if (key !== null && key.length < KEY_CHARACTERS_MIN) {
    read.wrong(`${name} needs at least ${KEY_CHARACTERS_MIN} characters`);
  }
  return key;
}
