"use client";

/** All that the screens of counting do with drafts: change them, hand them in, take them back. */
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
import type { CountDay } from "@/lib/client/till-counts";
import type { Sent } from "@/lib/client/till-counts-send";
import { dropUnsent, positionOf, type Unsent, writeUnsent } from "@/lib/client/till-counts-unsent";
import { useDrafts } from "./use-stored-drafts";
import { useSending } from "./use-sending";

export function useCounting(userId: string, onStored: (sent: Sent) => void) {
  const device = thisDevice();
  const drafts = useDrafts(userId);
  const { unsent, settling, sendNow } = useSending(userId, onStored);
  const keyOf = (place: DraftPosition) => draftKey(userId, place);
  const put = (place: DraftPosition, draft: Draft | null) =>
    device.write(keyOf(place), draft === null ? null : JSON.stringify(draft));
  return {
    unsent,
    working: settling.length > 0,
    sendNow,
    /** On its way, or stored and not read back yet. */
    isSettling: (place: DraftPosition) =>
      settling.some((one) => keyOf(positionOf(one)) === keyOf(place)),
    /** Where something of this day is typed, or waits. */
    placesIn: ({ centreId, businessDate }: CountDay): DraftPosition[] => {
      const typed = [...drafts.keys()].flatMap((key) => positionOfKey(userId, key) ?? []);
      return [...typed, ...unsent.map(positionOf)].filter(
        (place) => place.centreId === centreId && place.businessDate === businessDate,
      );
    },
    /** Something of this till is typed, or waits on this device. */
    isBegunIn: (till: Omit<DraftPosition, "tenderId">) => {
      const start = keyOf({ ...till, tenderId: "" }).slice(0, -'""]'.length);
      return [...drafts.keys()].some((key) => key.startsWith(start));
    },
    draftOf: (place: DraftPosition) => drafts.get(keyOf(place)),
    unsentOf: (place: DraftPosition) =>
      unsent.find((waiting) => keyOf(positionOf(waiting)) === keyOf(place)),
    /** What is left empty is no draft, unless its way was chosen. */
    change(
      place: DraftPosition,
      begin: Pick<Draft, "way" | "basedOnVersion">,
      change: Partial<Draft>,
    ) {
      const now = new Date();
      const held = drafts.get(keyOf(place)) ?? newDraft(begin.way, begin.basedOnVersion, now);
      const next = changedDraft(held, change, now);
      put(place, isEmptyDraft(next) && next.way === begin.way ? null : next);
    },
    put,
    async handIn(waiting: Unsent[]): Promise<void> {
      for (const one of waiting) writeUnsent(device, userId, one);
      await sendNow();
    },
    /** Out of the queue again; what was typed stays. */
    withdraw: (waiting: Unsent) => dropUnsent(device, userId, waiting),
  };
}

export type Counting = ReturnType<typeof useCounting>;
