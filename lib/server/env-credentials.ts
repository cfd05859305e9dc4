import "server-only";

/** Parses the keys that encrypt credentials in the database. */
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

function readKey(read: Reader, name: string): string | null {
  const key = read.text(name);
  if (key !== null && key.length < KEY_CHARACTERS_MIN) {
    read.wrong(`${name} needs at least ${KEY_CHARACTERS_MIN} characters`);
  }
  return key;
}
