/**
 * Counts that were handed in and not stored yet: they wait on the device for the network, or they
 * were refused and wait for a decision. They belong to one person; nobody else sends or sees them.
 */
import type { RecordOpening } from "../contracts/count-settings";
import type { Problem } from "../contracts/problem";
import type { RecordTillCount } from "../contracts/till-count";
import { isProblem } from "./http";
import { hasForm, isNullOr, isOneOf, isText, isWhole, jsonOf } from "./type-guards";
import type { Device } from "./till-counts-storage";
import { type DraftPosition, draftKey, OPENING } from "./till-counts-draft";

const HOLDS = ["no-network", "server-busy", "sign-in", "refused"] as const;

type Part = {
  /** The `Idempotency-Key` of the attempt. */
  attempt: string;
  /** What it adds up to, for the screen. */
  amountMinor: number;
  currency: string;
  /** Centre, shift, till and tender in words. */
  names: { centre: string; till: string; tender: string };
  queuedAt: string;
  /** Why it is still here; null: it was not tried yet. */
  hold: (typeof HOLDS)[number] | null;
  problem: Problem | null;
};
type UnsentCount = Part & { kind: "count"; body: RecordTillCount };
type UnsentOpening = Part & { kind: "opening"; body: RecordOpening };
export type Unsent = UnsentCount | UnsentOpening;

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
// What a body says besides its place is for the server to judge, which tells what is wrong.
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

export function positionOf(unsent: Unsent): DraftPosition {
  const { centreId, businessDate, shiftId, tillId } = unsent.body;
  const tenderId = unsent.kind === "opening" ? OPENING : unsent.body.tenderId;
  return { centreId, businessDate, shiftId, tillId, tenderId };
}

/** One for each place: handing the same place in again replaces what waits there. */
export function unsentKey(userId: string, position: DraftPosition): string {
  return draftKey(userId, position).replace(draftKeyStart, unsentKeyStart);
}

export function listUnsent(device: Device, userId: string): Unsent[] {
  return readUnsent(device.list(unsentPrefix(userId)).map(({ text }) => text));
}

/** The oldest first, as they were handed in. */
export function readUnsent(texts: readonly string[]): Unsent[] {
  return texts
    .flatMap((text) => {
      const value = jsonOf(text);
      return isCount(value) || isOpening(value) ? [value] : [];
    })
    .sort((a, b) => a.queuedAt.localeCompare(b.queuedAt));
}

export function writeUnsent(device: Device, userId: string, unsent: Unsent): void {
  device.write(unsentKey(userId, positionOf(unsent)), JSON.stringify(unsent));
}

/** Only this attempt: what has been handed in for the same place since then stays. */
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
