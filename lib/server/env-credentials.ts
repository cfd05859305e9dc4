import "server-only";

/** Parses the keys that encrypt credentials in the database, each given directly or in a file. */
import { readFileSync } from "node:fs";
import { absolute, type Reader } from "./env-reader";

const KEY_CHARACTERS_MIN = 32;

/** The key in force comes first, then the one that it replaces. */
const KEYS = ["CREDENTIALS_KEY", "CREDENTIALS_KEY_PREVIOUS"] as const;

export const CREDENTIALS_VARIABLES = KEYS.flatMap((name) => [name, `${name}_FILE`]);

export function readCredentialsKeys(read: Reader): string[] {
  const [current, previous] = KEYS.map((name) => readKey(read, name));
  if (previous !== null && previous !== undefined && current === null) {
    read.wrong("CREDENTIALS_KEY must be set too, as CREDENTIALS_KEY_PREVIOUS is");
  }
  return [current, previous].filter((key) => key !== null && key !== undefined);
}

function readKey(read: Reader, name: string): string | null {
  const given = read.text(name);
  const file = read.file(`${name}_FILE`);
  if (given !== null && file !== null) read.wrong(`Set ${name} or ${name}_FILE, not both`);
  const key = given ?? (file === null ? null : readKeyFile(file));
  if (key !== null && key.length < KEY_CHARACTERS_MIN) {
    read.wrong(`${name} needs at least ${KEY_CHARACTERS_MIN} characters`);
  }
  return key;
}

/** A file that can't be read was reported already. */
function readKeyFile(file: string): string | null {
  try {
    return readFileSync(absolute(file), "utf8").trim();
  } catch {
    return null;
  }
}
