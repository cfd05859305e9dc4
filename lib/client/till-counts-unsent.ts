/**
 * Counts that were handed in and not stored yet: they wait on the device for the network, or they
 * were refused and wait for a decision. They belong to one person; nobody else sends or sees them.
 */
import { z } from "zod";
import { recordOpeningSchema } from "../contracts/counting";
import { problemSchema } from "../contracts/problem";
import { recordTillCountSchema } from "../contracts/till-count";
import type { Device } from "./till-counts-device";
import { type DraftPlace, draftKey, jsonOf, OPENING } from "./till-counts-draft";

const partSchema = {
  /** The `Idempotency-Key` of the attempt. */
  attempt: z.string(),
  /** What it adds up to, for the screen. */
  amountMinor: z.int(),
  currency: z.string(),
  /** Centre, shift, till and tender in words. */
  names: z.object({ centre: z.string(), till: z.string(), tender: z.string() }),
  queuedAt: z.iso.datetime(),
  /** Why it is still here; null: it was not tried yet. */
  hold: z.enum(["no-network", "server-busy", "sign-in", "refused"]).nullable(),
  problem: problemSchema.nullable(),
};

export const unsentSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("count"), body: recordTillCountSchema, ...partSchema }),
  z.object({ kind: z.literal("opening"), body: recordOpeningSchema, ...partSchema }),
]);
export type Unsent = z.infer<typeof unsentSchema>;

export function placeOf(unsent: Unsent): DraftPlace {
  const { centreId, businessDate, shiftId, tillId } = unsent.body;
  const tenderId = unsent.kind === "opening" ? OPENING : unsent.body.tenderId;
  return { centreId, businessDate, shiftId, tillId, tenderId };
}

/** One for each place: handing the same place in again replaces what waits there. */
export function unsentKey(userId: string, place: DraftPlace): string {
  return draftKey(userId, place).replace(draftKeyStart, unsentKeyStart);
}

export function listUnsent(device: Device, userId: string): Unsent[] {
  return readUnsent(device.list(unsentPrefix(userId)).map(({ text }) => text));
}

/** The oldest first, as they were handed in. */
export function readUnsent(texts: readonly string[]): Unsent[] {
  return texts
    .flatMap((text) => {
      const parsed = unsentSchema.safeParse(jsonOf(text));
      return parsed.success ? [parsed.data] : [];
    })
    .sort((a, b) => a.queuedAt.localeCompare(b.queuedAt));
}

export function writeUnsent(device: Device, userId: string, unsent: Unsent): void {
  device.write(unsentKey(userId, placeOf(unsent)), JSON.stringify(unsent));
}

/** Only this attempt: what has been handed in for the same place since then stays. */
export function dropUnsent(device: Device, userId: string, unsent: Unsent): void {
  const key = unsentKey(userId, placeOf(unsent));
  const [held] = readUnsent([device.read(key) ?? ""]);
  if (held?.attempt === unsent.attempt) device.write(key, null);
}

export function unsentPrefix(userId: string): string {
  return `${unsentKeyStart}${userId} `;
}

const draftKeyStart = "counterfoil.count ";
const unsentKeyStart = "counterfoil.unsent ";
