"use client";

/** Offers what can be done with an unsent count: send, change, discard, or submit it anyway. */
import { UnsentNote } from "./unsent-note";
import type { CountItemEntry } from "./use-count-items";
import type { CountScreenState } from "./use-count-screen";
import type { useSubmitCounts } from "./use-submit-counts";

type UnsentEntryProps = {
  entry: CountItemEntry;
  unsent: NonNullable<ReturnType<CountScreenState["findUnsent"]>>;
  screen: CountScreenState;
  submission: ReturnType<typeof useSubmitCounts>;
};

export function UnsentEntry({ entry, unsent, screen, submission }: UnsentEntryProps) {
  return (
    <UnsentNote
      unsent={unsent}
      working={screen.working}
      onSend={() => void screen.sendNow()}
      onChange={() => screen.withdraw(unsent)}
      onDiscard={() => {
        screen.withdraw(unsent);
        screen.writeDraft(submission.buildPosition(entry), null);
      }}
      onSubmitAnyway={(version) => void submission.submitAnyway(entry, unsent, version)}
    />
  );
}
