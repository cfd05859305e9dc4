"use client";

/** Turns what is typed into counts that can be sent, under the words of the screen. */
import { useLocale } from "next-intl";
import type { CountSheet } from "@/lib/contracts/till-count";
import { type Draft, type DraftPosition, newAttempt } from "@/lib/client/till-counts-draft";
import {
  countBodyOf,
  type DraftReader,
  isOpening,
  openingBodyOf,
  readDraft,
} from "@/lib/client/till-counts-reading";
import type { Unsent } from "@/lib/client/till-counts-unsent";
import { type CountShift, useCountWords } from "./count-text";
import type { Counting } from "./use-count-screen";
import type { Subject } from "./use-count-items";

type Options = { sheet: CountSheet; shift: CountShift; counting: Counting };

export function useHandIn({ sheet, shift, counting }: Options) {
  const language = useLocale();
  const words = useCountWords();
  const { centreId, businessDate, currency } = sheet;
  const placeOf = ({ id }: Subject): DraftPosition => ({
    centreId,
    businessDate,
    shiftId: shift.shiftId,
    tillId: shift.tillId,
    tenderId: id,
  });
  const readerOf = ({ rows, floatToLeaveMinor }: Subject): DraftReader => ({
    rows,
    currency,
    language,
    floatToLeaveMinor,
  });

  /** Null while it can't be handed in. */
  function unsentOf(subject: Subject, draft: Draft): Unsent | null {
    const place = placeOf(subject);
    const reader = readerOf(subject);
    const now = new Date();
    const rest = {
      attempt: draft.attempt,
      currency,
      queuedAt: now.toISOString(),
      amountMinor: readDraft(draft, reader).total ?? 0,
      names: { centre: sheet.centreName, till: words.tillName(shift), tender: subject.name },
      hold: null,
      problem: null,
    };
    if (isOpening(place)) {
      const body = openingBodyOf(place, draft, reader);
      return body === null ? null : { kind: "opening", body, ...rest };
    }
    const body = countBodyOf(place, draft, reader, now);
    return body === null ? null : { kind: "count", body, ...rest };
  }

  return {
    placeOf,
    readerOf,
    reading: (subject: Subject, draft: Draft) => readDraft(draft, readerOf(subject)),
    /** Those that can be read; the others stay where they are. */
    async handIn(subjects: readonly Subject[]): Promise<void> {
      const waiting = subjects.flatMap((subject) => {
        const draft = counting.draftOf(placeOf(subject));
        const unsent = draft === undefined ? null : unsentOf(subject, draft);
        return unsent === null ? [] : [unsent];
      });
      if (waiting.length > 0) await counting.handIn(waiting);
    },
    /** The same count on top of the one that somebody else handed in. */
    async insist(subject: Subject, unsent: Unsent, basedOnVersion: number): Promise<void> {
      const attempt = newAttempt();
      const draft = counting.draftOf(placeOf(subject));
      if (draft !== undefined) {
        counting.put(placeOf(subject), { ...draft, attempt, basedOnVersion });
      }
      const again = { attempt, hold: null, problem: null, queuedAt: new Date().toISOString() };
      await counting.handIn([withBase({ ...unsent, ...again }, basedOnVersion)]);
    },
  };
}

function withBase(unsent: Unsent, basedOnVersion: number): Unsent {
  return unsent.kind === "count"
    ? { ...unsent, body: { ...unsent.body, basedOnVersion } }
    : { ...unsent, body: { ...unsent.body, basedOnVersion } };
}
