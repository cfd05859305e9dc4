"use client";

/** Turns drafts into counts that can be sent, with the texts of the screen. */
import { useLocale } from "next-intl";
import type { CountSheet } from "@/lib/contracts/till-count";
import { type Draft, type DraftPosition, SPOT } from "@/lib/client/till-counts-draft";
import {
  countBodyOf,
  type DraftReader,
  isOpening,
  openingBodyOf,
  readDraft,
  spotBodyOf,
} from "@/lib/client/till-counts-reading";
import type { Unsent } from "@/lib/client/till-counts-unsent";
import { type CountShift, useCountText } from "./count-text";
import type { CountScreenState } from "./use-count-screen";
import type { CountItemEntry } from "./use-count-items";
import { newAttempt } from "@/lib/client/new-attempt";

type Options = { sheet: CountSheet; shift: CountShift; screen: CountScreenState };

export function useSubmitCounts({ sheet, shift, screen }: Options) {
  const language = useLocale();
  const countText = useCountText();
  const { centreId, businessDate, currency } = sheet;
  const buildPosition = ({ id }: CountItemEntry): DraftPosition => ({
    centreId,
    businessDate,
    shiftId: shift.shiftId,
    tillId: shift.tillId,
    tenderId: id,
  });
  const buildReader = ({ rows, floatToLeaveMinor }: CountItemEntry): DraftReader => ({
    rows,
    currency,
    language,
    floatToLeaveMinor,
  });

  /** It is null while it can't be submitted. */
  function buildUnsent(entry: CountItemEntry, draft: Draft): Unsent | null {
    const position = buildPosition(entry);
    const reader = buildReader(entry);
    const now = new Date();
    const rest = {
      attempt: draft.attempt,
      currency,
      queuedAt: now.toISOString(),
      amountMinor: readDraft(draft, reader).total ?? 0,
      names: { centre: sheet.centreName, till: countText.tillName(shift), tender: entry.name },
      hold: null,
      problem: null,
    };
    if (isOpening(position)) {
      const body = openingBodyOf(position, draft, reader);
      return body === null ? null : { kind: "opening", body, ...rest };
    }
    if (position.tenderId === SPOT) {
      const body = spotBodyOf(position, draft, reader);
      return body === null ? null : { kind: "spot", body, ...rest };
    }
    const body = countBodyOf(position, draft, reader, now);
    return body === null ? null : { kind: "count", body, ...rest };
  }

  return {
    buildPosition,
    buildReader,
    reading: (entry: CountItemEntry, draft: Draft) => readDraft(draft, buildReader(entry)),
    /** It submits those that can be read; the others remain drafts. */
    async submit(entries: readonly CountItemEntry[]): Promise<void> {
      const waiting = entries.flatMap((entry) => {
        const draft = screen.findDraft(buildPosition(entry));
        const unsent = draft === undefined ? null : buildUnsent(entry, draft);
        return unsent === null ? [] : [unsent];
      });
      if (waiting.length > 0) await screen.submit(waiting);
    },
    /** Sends the same count as the next version after the one that somebody else submitted. */
    async submitAnyway(
      entry: CountItemEntry,
      unsent: Unsent,
      basedOnVersion: number,
    ): Promise<void> {
      const attempt = newAttempt();
      const draft = screen.findDraft(buildPosition(entry));
      if (draft !== undefined) {
        screen.writeDraft(buildPosition(entry), { ...draft, attempt, basedOnVersion });
      }
      const again = { attempt, hold: null, problem: null, queuedAt: new Date().toISOString() };
      await screen.submit([withBase({ ...unsent, ...again }, basedOnVersion)]);
    },
  };
}

function withBase(unsent: Unsent, basedOnVersion: number): Unsent {
  // A spot count replaces none, so that it conflicts with none.
  if (unsent.kind === "spot") return unsent;
  return unsent.kind === "count"
    ? { ...unsent, body: { ...unsent.body, basedOnVersion } }
    : { ...unsent, body: { ...unsent.body, basedOnVersion } };
}
