"use client";

/**
 * Shows the form of one count and the bar below it, and asks what stays in the till where a part of
 * the count does.
 */
import type { Draft } from "@/lib/client/till-counts-draft";
import type { DraftReading } from "@/lib/client/till-counts-reading";
import { CountFields } from "./count-fields";
import { CountHint } from "./count-hint";
import { FloatFields } from "./float-fields";
import { SubmitBar } from "./submit-bar";
import type { CountItemEntry } from "./use-count-items";

type PadFormProps = {
  entry: CountItemEntry;
  draft: Draft;
  reading: DraftReading;
  currency: string;
  working: boolean;
  onChange: (change: Partial<Draft>) => void;
  onSubmit: () => void;
};

export function PadForm(props: PadFormProps) {
  const { entry, draft, reading, currency, working, onChange, onSubmit } = props;
  return (
    <form
      method="post"
      aria-labelledby="count-title"
      onSubmit={(event) => {
        event.preventDefault();
        if (!working && reading.total !== null && !reading.wrong) onSubmit();
      }}
    >
      <CountFields {...{ entry, draft, reading, currency, onChange }} />
      {entry.leavesFloat && (
        <FloatFields
          {...{ draft, reading, currency, onChange }}
          agreedMinor={entry.floatToLeaveMinor}
        />
      )}
      <SubmitBar
        totalMinor={reading.total}
        currency={currency}
        hint={<CountHint {...{ draft, reading, currency }} />}
        working={working}
        disabled={reading.total === null || reading.wrong}
      />
    </form>
  );
}
