/**
 * Counts that were submitted and are not stored yet: they wait on the device for the network, or
 * they were refused and wait for a decision. They belong to one user; nobody else sends or sees
 * them.
 */
import type { RecordOpening } from "../contracts/count-settings";
import type { RecordSpot } from "../contracts/hand-over";
import type { Problem } from "../contracts/problem";
import type { RecordTillCount } from "../contracts/till-count";
import { isProblem } from "./http";
import { hasForm, isNullOr, isOneOf, isText, isWhole, jsonOf } from "./type-guards";
import type { Device } from "./till-counts-storage";
import { type DraftPosition, draftKey, OPENING, SPOT } from "./till-counts-draft";

const HOLDS = ["no-network", "server-busy", "sign-in", "refused"] as const;

type Part = {
  /** The `Idempotency-Key` of the attempt. */
  attempt: string;
  /** The total, which the screen shows. */
  amountMinor: number;
  currency: string;
  /** The display names of the centre, the till with its shift, and the tender. */
  names: { centre: string; till: string; tender: string };
  queuedAt: string;
  /** The reason that it is still unsent; null when it has not been tried yet. */
  hold: (typeof HOLDS)[number] | null;
  problem: Problem | null;
};
type UnsentCount = Part & { kind: "count"; body: RecordTillCount };
type UnsentOpening = Part & { kind: "opening"; body: RecordOpening };
type UnsentSpot = Part & { kind: "spot"; body: RecordSpot };
export type Unsent = UnsentCount | UnsentOpening | UnsentSpot;

const position = { centreId: isText, businessDate: isText, shiftId: isText, tillId: isText };
const part = {
  attempt: isText,
  amountMinor: isWhole,
  currency: isText,
  queuedAt: isText,
  names: hasForm<Part["names"]>({ centre: isText, till: isText, tender: isText }),
  hold: isNullOr(isOneOf(HOLDS)),
  problem: isNullOr(isProblem),
};
// Only the position is checked here; the server validates the rest of the body and reports errors.
const isCount = hasForm<UnsentCount>({
  ...part,
  kind: isOneOf(["count"]),
  body: hasForm<RecordTillCount>({ ...position, tenderId: isText }),
});
const isOpening = hasForm<UnsentOpening>({
  ...part,
  kind: isOneOf(["opening"]),
  body: hasForm<RecordOpening>(position),
});

const isSpot = hasForm<UnsentSpot>({
  ...part,
  kind: isOneOf(["spot"]),
  body: hasForm<RecordSpot>(position),
});

export function positionOf(unsent: Unsent): DraftPosition {
  const { centreId, businessDate, shiftId, tillId } = unsent.body;
  const tenderId =
    unsent.kind === "count" ? unsent.body.tenderId : unsent.kind === "opening" ? OPENING : SPOT;
  return { centreId, businessDate, shiftId, tillId, tenderId };
}

/**
 * Each position has one key: submitting the same position again replaces the count that waits
 * there.
 */
function unsentKey(userId: string, position: DraftPosition): string {
  return draftKey(userId, position).replace(draftKeyStart, unsentKeyStart);
}

export function isUnsent(device: Device, userId: string, position: DraftPosition): boolean {
  return device.read(unsentKey(userId, position)) !== null;
}

export function listUnsent(device: Device, userId: string): Unsent[] {
  return readUnsent(device.list(unsentPrefix(userId)).map(({ text }) => text));
}

/** Sorted by the time of submission, the oldest first. */
export function readUnsent(texts: readonly string[]): Unsent[] {
  return texts
    .flatMap((text) => {
      const value = jsonOf(text);
      return isCount(value) || isOpening(value) || isSpot(value) ? [value] : [];
    })
    .sort((a, b) => a.queuedAt.localeCompare(b.queuedAt));
}

export function writeUnsent(device: Device, userId: string, unsent: Unsent): void {
  device.write(unsentKey(userId, positionOf(unsent)), JSON.stringify(unsent));
}

/** Removes only this attempt: a count submitted for the same position since then stays. */
export function dropUnsent(device: Device, userId: string, unsent: Unsent): void {
  const key = unsentKey(userId, positionOf(unsent));
  const [stored] = readUnsent([device.read(key) ?? ""]);
  if (stored?.attempt === unsent.attempt) device.write(key, null);
}

export function unsentPrefix(userId: string): string {
  return `${unsentKeyStart}${userId} `;
}

const draftKeyStart = "counterfoil.count ";
const unsentKeyStart = "counterfoil.unsent ";
