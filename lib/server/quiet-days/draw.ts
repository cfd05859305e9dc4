import "server-only";

/**
 * Draws the number of a day from the seed of its rule. Every instance draws the same, whoever reads
 * the seed in the audit trail can draw it again, and nobody else can tell it beforehand.
 */
import { createHmac, randomBytes } from "node:crypto";
import type { DayKey } from "@/lib/domain/keys";
import { DRAWS } from "@/lib/domain/workflow/quiet-day";

const SEED_BYTES = 32;
/** So many bits are drawn that the remainder favours no number noticeably. */
const DRAW_BYTES = 6;

export function makeSeed(): string {
  return randomBytes(SEED_BYTES).toString("hex");
}

/** HMAC-SHA-256 of "<centre> <business date>" with the seed; its first 48 bits, modulo 10,000. */
export function drawDay(seed: string, { centreId, businessDate }: DayKey): number {
  const hmac = createHmac("sha256", Buffer.from(seed, "hex"));
  return hmac.update(`${centreId} ${businessDate}`).digest().readUIntBE(0, DRAW_BYTES) % DRAWS;
}
