"use client";

/** All that the screens of counting do with drafts: change them, hand them in, take them back. */
import { thisDevice } from "@/lib/client/till-counts-storage";
import {
  changedDraft,
  type Draft,
  draftKey,
  type DraftPlace,
  isEmptyDraft,
  newDraft,
  placeOfKey,
} from "@/lib/client/till-counts-draft";
import type { CountDay } from "@/lib/client/till-counts";
import type { Sent } from "@/lib/client/till-counts-send";
import { dropUnsent, placeOf, type Unsent, writeUnsent } from "@/lib/client/till-counts-unsent";
import { useDrafts } from "./use-stored-drafts";
import { useSending } from "./use-sending";

export function useCounting(userId: string, onStored: (sent: Sent) => void) {
  const device = thisDevice();
  const drafts = useDrafts(userId);
  const { unsent, settling, sendNow } = useSending(userId, onStored);
  const keyOf = (place: DraftPlace) => draftKey(userId, place);
  const put = (place: DraftPlace, draft: Draft | null) =>
    device.write(keyOf(place), draft === null ? null : JSON.stringify(draft));
  return {
    unsent,
    working: settling.length > 0,
    sendNow,
    /** On its way, or stored and not read back yet. */
    isSettling: (place: DraftPlace) => settling.some((one) => keyOf(placeOf(one)) === keyOf(place)),
    /** Where something of this day is typed, or waits. */
    placesIn: ({ centreId, businessDate }: CountDay): DraftPlace[] => {
      const typed = [...drafts.keys()].flatMap((key) => placeOfKey(userId, key) ?? []);
      return [...typed, ...unsent.map(placeOf)].filter(
        (place) => place.centreId === centreId && place.businessDate === businessDate,
      );
    },
    /** Something of this till is typed, or waits on this device. */
    isBegunIn: (till: Omit<DraftPlace, "tenderId">) => {
      const start = keyOf({ ...till, tenderId: "" }).slice(0, -'""]'.length);
      return [...drafts.keys()].some((key) => key.startsWith(start));
    },
    draftOf: (place: DraftPlace) => drafts.get(keyOf(place)),
    unsentOf: (place: DraftPlace) =>
      unsent.find((waiting) => keyOf(placeOf(waiting)) === keyOf(place)),
    /** What is left empty is no draft, unless its way was chosen. */
    change(
      place: DraftPlace,
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
