import "server-only";

/**
 * Tells whether a password is among 100,000 that are known from leaks, by itself or with a few
 * digits and marks around it. scripts/common-passwords.ts makes the file of the beginnings of their
 * hashes.
 */
import { createHash } from "node:crypto";
import common from "./common-passwords.json";

/** Of four bytes, one of forty thousand other passwords is refused by chance. */
export const PREFIX_BYTES = 4;
/** Whoever guesses tries these additions as well. */
const ADDED_CHARACTERS_MAX = 6;

let decoded: Buffer | null = null;

export function isCommonPassword(password: string): boolean {
  const plain = password.normalize("NFKC").toLowerCase();
  const stem = plain.replace(/^[^\p{L}]+/u, "").replace(/[^\p{L}]+$/u, "");
  const trimmed = plain.replace(/[^\p{L}\p{N}]+$/u, "");
  return [plain, stem, trimmed].some(
    (one) => plain.length - one.length <= ADDED_CHARACTERS_MAX && isListed(one),
  );
}

function isListed(password: string): boolean {
  decoded ??= Buffer.from(common.prefixes, "base64");
  const wanted = createHash("sha256").update(password).digest().readUIntBE(0, PREFIX_BYTES);
  let [from, to] = [0, decoded.length / PREFIX_BYTES];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const found = decoded.readUIntBE(middle * PREFIX_BYTES, PREFIX_BYTES);
    if (found === wanted) return true;
    if (found < wanted) from = middle + 1;
    else to = middle;
  }
  return false;
}
