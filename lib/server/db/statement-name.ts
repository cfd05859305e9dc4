import "server-only";

/**
 * Names a statement by its text, so that each connection parses and plans it once. The names are
 * remembered, because hashing a text takes longer than looking it up.
 */
import { createHash } from "node:crypto";

/** Texts that code assembles are few; should some be many, they are hashed each time. */
const NAMES_MAX = 2_000;

const names = new Map<string, string>();

export function statementName(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash("sha256").update(text).digest("base64url");
  if (names.size < NAMES_MAX) names.set(text, name);
  return name;
}
