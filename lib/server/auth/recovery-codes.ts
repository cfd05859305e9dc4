import "server-only";

/**
 * Codes for the day on which the second factor is lost. Each works once; their hashes are stored,
 * and they have 80 random bits, which nobody can guess from a hash.
 */
import { createHash, randomBytes } from "node:crypto";
import type { Sql } from "../db/sql";

const CODES = 10;
const CHARACTERS = 16;
const GROUP = 4;
/** Without the letters that are taken for digits. */
const ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** Earlier ones stop working. The codes are shown to the person, and never again. */
export async function replaceRecoveryCodes(sql: Sql, userId: string): Promise<string[]> {
  const codes = Array.from({ length: CODES }, createCode);
  await sql("DELETE FROM recovery_code WHERE user_id = $1::uuid", [userId]);
  await sql(
    `INSERT INTO recovery_code (user_id, code_hash)
     SELECT $1::uuid, c.hash FROM unnest($2::text[]) AS c (hash)`,
    [userId, codes.map(hashCode)],
  );
  return codes;
}

export async function takeRecoveryCode(sql: Sql, userId: string, code: string): Promise<boolean> {
  const taken = await sql(
    `UPDATE recovery_code SET used_at = now()
      WHERE user_id = $1::uuid AND code_hash = $2 AND used_at IS NULL RETURNING user_id`,
    [userId, hashCode(code)],
  );
  return taken.length > 0;
}

/** The alphabet has 32 characters, so that every one is as likely as the others. */
function createCode(): string {
  const characters = [...randomBytes(CHARACTERS)].map(
    (byte) => ALPHABET[byte % ALPHABET.length] ?? "",
  );
  const text = characters.join("");
  return (text.match(new RegExp(`.{${GROUP}}`, "g")) ?? []).join("-");
}

function hashCode(code: string): string {
  const plain = code.toUpperCase().replaceAll(/[^A-Z0-9]/g, "");
  return createHash("sha256").update(plain).digest("hex");
}
