import "server-only";

/**
 * Accepts the one form in which session tokens are issued: a compact JWE with direct encryption by
 * A256GCM. The library would decrypt whatever the header of a token names and the key fits.
 */
import { z } from "zod";

const headerSchema = z.strictObject({ alg: z.literal("dir"), enc: z.literal("A256GCM") });

export function isOurEncryption(token: string): boolean {
  const [header = "", key, ...rest] = token.split(".");
  // With direct encryption, a token contains no key.
  if (key !== "" || rest.length !== 3) return false;
  try {
    const text = Buffer.from(header, "base64url").toString("utf8");
    return headerSchema.safeParse(JSON.parse(text)).success;
  } catch {
    return false; // It is no JSON.
  }
}
