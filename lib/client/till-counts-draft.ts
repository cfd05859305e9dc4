/**
 * A count that is being entered. It is stored on the device after every key press, by user, centre,
 * business date, shift, till and tender, so that nobody sees what another user typed.
 */
import {
  hasForm,
  isListOf,
  isMapOf,
  isNullOr,
  isOneOf,
  isText,
  isWhole,
  jsonOf,
} from "./type-guards";
import type { Device } from "./till-counts-storage";
import { newAttempt } from "./new-attempt";

/** Stands for the tender when the float is counted at the opening of the till. */
export const OPENING = "~opening";
/** Stands for the tender when the drawer is counted in the middle of a shift. */
export const SPOT = "~spot";

export type DraftPosition = {
  centreId: string;
  businessDate: string;
  shiftId: string;
  tillId: string;
  /** The id of a tender, `OPENING` or `SPOT`. */
  tenderId: string;
};

/** pieces and values fill in the pad; vouchers are quantity × unit value; total is one amount. */
const DRAFT_WAYS = ["pieces", "values", "vouchers", "total"] as const;
export type DraftWay = (typeof DRAFT_WAYS)[number];

export type Draft = {
  way: DraftWay;
  /** The texts of the pad's rows by row id, exactly as typed. */
  texts: Record<string, string>;
  loose: string;
  total: string;
  /** Null when the user has not edited it, so that the agreed float is offered. */
  floatLeft: string | null;
  vouchers: { unit: string; quantity: string }[];
  /** The version that was in force when typing began. */
  basedOnVersion: number;
  /** The idempotency key: the same count sent twice under it is stored once. */
  attempt: string;
  startedAt: string;
  changedAt: string;
};

const isTexts = isListOf(isText);
const isDraft = hasForm<Draft>({
  way: isOneOf(DRAFT_WAYS),
  texts: isMapOf(isText),
  loose: isText,
  total: isText,
  floatLeft: isNullOr(isText),
  vouchers: isListOf(hasForm({ unit: isText, quantity: isText })),
  basedOnVersion: isWhole,
  attempt: isText,
  startedAt: isText,
  changedAt: isText,
});

export function newDraft(way: DraftWay, basedOnVersion: number, now: Date): Draft {
  return {
    way,
    texts: {},
    loose: "",
    total: "",
    floatLeft: null,
    vouchers: [],
    basedOnVersion,
    attempt: newAttempt(),
    startedAt: now.toISOString(),
    changedAt: now.toISOString(),
  };
}

/** A changed count gets a new idempotency key. */
export function changedDraft(draft: Draft, change: Partial<Draft>, now: Date): Draft {
  return { ...draft, ...change, attempt: newAttempt(), changedAt: now.toISOString() };
}

/** Returns true when nothing was typed. */
export function isEmptyDraft({ texts, loose, total, floatLeft, vouchers }: Draft): boolean {
  const typed = [...Object.values(texts), loose, total, floatLeft ?? ""];
  const lines = vouchers.flatMap(({ unit, quantity }) => [unit, quantity]);
  return [...typed, ...lines].every((text) => text.trim() === "");
}

export function draftKey(userId: string, position: DraftPosition): string {
  const { centreId, businessDate, shiftId, tillId, tenderId } = position;
  return draftPrefix(userId) + JSON.stringify([centreId, businessDate, shiftId, tillId, tenderId]);
}

/** The position that a key of this user stands for; null for any other key. */
export function positionOfKey(userId: string, key: string): DraftPosition | null {
  const prefix = draftPrefix(userId);
  if (!key.startsWith(prefix)) return null;
  const parts = jsonOf(key.slice(prefix.length));
  if (!isTexts(parts) || parts.length !== 5) return null;
  const [centreId = "", businessDate = "", shiftId = "", tillId = "", tenderId = ""] = parts;
  return { centreId, businessDate, shiftId, tillId, tenderId };
}

/** The prefix of all keys of this user on this device. */
export function draftPrefix(userId: string): string {
  return `counterfoil.count ${userId} `;
}

/** A draft that can't be parsed, because an older version of the page wrote it, is ignored. */
export function parseDraft(text: string | null): Draft | null {
  const value = text === null ? null : jsonOf(text);
  return isDraft(value) ? value : null;
}

/** Removes the draft of an attempt that has been stored; anything typed after it stays. */
export function dropDraft(device: Device, key: string, attempt: string): void {
  if (parseDraft(device.read(key))?.attempt === attempt) device.write(key, null);
}
