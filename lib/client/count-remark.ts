/**
 * A note and photos for a count that was submitted. It is stored on the device while it is written
 * and until it is sent. It belongs to one user, like their drafts.
 */
import type { Problem } from "../contracts/problem";
import { isProblem } from "./http";
import { type DraftPosition, draftPrefix, positionOfKey } from "./till-counts-draft";
import type { Device } from "./till-counts-storage";
import { hasForm, isListOf, isNullOr, isOneOf, isText, jsonOf } from "./type-guards";
import { newAttempt } from "./new-attempt";

const STATES = ["draft", "queued", "refused"] as const;

/** The picture itself is in the photo store of the browser, under this id. */
export type RemarkPhoto = { id: string; fileName: string };

export type Remark = {
  text: string;
  photos: RemarkPhoto[];
  /**
   * Only what is queued is sent; a refused one waits for a decision. Without a problem it was not
   * the server that refused it: its photos are gone.
   */
  state: (typeof STATES)[number];
  /** The idempotency key of the note. */
  attempt: string;
  problem: Problem | null;
};

const isRemark = hasForm<Remark>({
  text: isText,
  photos: isListOf(hasForm<RemarkPhoto>({ id: isText, fileName: isText })),
  state: isOneOf(STATES),
  attempt: isText,
  problem: isNullOr(isProblem),
});

/** Whether the photos that were not sent are gone from this device. */
export function lacksPhotos({ state, problem, photos }: Remark): boolean {
  return state === "refused" && problem === null && photos.length > 0;
}

export const REMARK_PHOTOS_MAX = 5;

export function newRemark(): Remark {
  return { text: "", photos: [], state: "draft", attempt: newAttempt(), problem: null };
}

export function isEmptyRemark({ text, photos }: Remark): boolean {
  return text.trim() === "" && photos.length === 0;
}

export function remarkPrefix(userId: string): string {
  return `counterfoil.remark ${userId} `;
}

export function remarkKey(userId: string, position: DraftPosition): string {
  const { centreId, businessDate, shiftId, tillId, tenderId } = position;
  return remarkPrefix(userId) + JSON.stringify([centreId, businessDate, shiftId, tillId, tenderId]);
}

/** The position that a key of this user stands for; null for any other key. */
export function positionOfRemark(userId: string, key: string): DraftPosition | null {
  return positionOfKey(userId, key.replace(remarkPrefix(userId), draftPrefix(userId)));
}

export function parseRemark(text: string | null): Remark | null {
  const value = text === null ? null : jsonOf(text);
  return isRemark(value) ? value : null;
}

/** A remark in which nothing is left is removed. */
export function writeRemark(device: Device, key: string, remark: Remark | null): void {
  const isLeft = remark !== null && !isEmptyRemark(remark);
  device.write(key, isLeft ? JSON.stringify(remark) : null);
}

export function hasQueuedRemark(texts: readonly string[]): boolean {
  return texts.some((text) => parseRemark(text)?.state === "queued");
}
