"use client";

/** Provides all that the screens of counting do with drafts: change, submit and take back. */
import { thisDevice } from "@/lib/client/till-counts-storage";
import {
  changedDraft,
  type Draft,
  draftKey,
  type DraftPosition,
  isEmptyDraft,
  newDraft,
  positionOfKey,
} from "@/lib/client/till-counts-draft";
import type { DayKey } from "@/lib/domain/keys";
import type { Sent } from "@/lib/client/till-counts-send";
import { dropUnsent, positionOf, type Unsent, writeUnsent } from "@/lib/client/till-counts-unsent";
import { useStoredDrafts } from "./use-stored-drafts";
import { useSending } from "./use-sending";

export function useCountScreen(userId: string, onStored: (sent: Sent) => void) {
  const device = thisDevice();
  const drafts = useStoredDrafts(userId);
  const { unsent, sending, sendNow } = useSending(userId, onStored);
  const buildKey = (position: DraftPosition) => draftKey(userId, position);
  const writeDraft = (position: DraftPosition, draft: Draft | null) =>
    device.write(buildKey(position), draft === null ? null : JSON.stringify(draft));
  return {
    userId,
    unsent,
    working: sending.length > 0,
    sendNow,
    /** It is being sent, or stored and not read back yet. */
    isSending: (position: DraftPosition) =>
      sending.some((one) => buildKey(positionOf(one)) === buildKey(position)),
    /** Drafts or unsent counts of this day exist here. */
    listPositions: ({ centreId, businessDate }: DayKey): DraftPosition[] => {
      const typed = [...drafts.keys()].flatMap((key) => positionOfKey(userId, key) ?? []);
      return [...typed, ...unsent.map(positionOf)].filter(
        (position) => position.centreId === centreId && position.businessDate === businessDate,
      );
    },
    /** Drafts or unsent counts of this till exist on this device. */
    isStarted: (till: Omit<DraftPosition, "tenderId">) => {
      const start = buildKey({ ...till, tenderId: "" }).slice(0, -'""]'.length);
      return [...drafts.keys()].some((key) => key.startsWith(start));
    },
    findDraft: (position: DraftPosition) => drafts.get(buildKey(position)),
    findUnsent: (position: DraftPosition) =>
      unsent.find((waiting) => buildKey(positionOf(waiting)) === buildKey(position)),
    /** An empty entry is no draft, unless its way of counting was chosen. */
    changeDraft(
      position: DraftPosition,
      initial: Pick<Draft, "way" | "basedOnVersion">,
      change: Partial<Draft>,
    ) {
      const now = new Date();
      const current =
        drafts.get(buildKey(position)) ?? newDraft(initial.way, initial.basedOnVersion, now);
      const next = changedDraft(current, change, now);
      writeDraft(position, isEmptyDraft(next) && next.way === initial.way ? null : next);
    },
    writeDraft,
    async submit(waiting: Unsent[]): Promise<void> {
      for (const one of waiting) writeUnsent(device, userId, one);
      await sendNow();
    },
    /** Removes the count from the queue; the draft stays. */
    withdraw: (waiting: Unsent) => dropUnsent(device, userId, waiting),
  };
}

export type CountScreenState = ReturnType<typeof useCountScreen>;
