"use client";

/**
 * Shows one count on a screen of its own: the cash or the vouchers of a till, or its float at
 * opening. It is filled in, waits to be sent, or shows what was submitted. It knows only what the
 * sheet contains, and the sheet contains nothing that this reader may not know.
 */
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { OwnRemarks } from "@/lib/contracts/count-remark";
import type { CountSheet } from "@/lib/contracts/till-count";
import { type Draft, newDraft } from "@/lib/client/till-counts-draft";
import { isOfTill, isOpening } from "@/lib/client/till-counts-reading";
import { Amount } from "../money/amount";
import { Button } from "../ui/button";
import { BlindNote, CountHead, SavedAt } from "./count-head";
import { CountHistory } from "./count-history";
import { type CountShift, useCountText } from "./count-text";
import { CountedView } from "./counted-view";
import { PadForm } from "./pad-form";
import { RecountNote } from "./recount-note";
import { RemarkForm } from "./remark-form";
import { SentRemarks } from "./sent-remarks";
import { UnsentEntry } from "./unsent-entry";
import type { CountScreenState } from "./use-count-screen";
import { useSubmitCounts } from "./use-submit-counts";
import type { CountItemEntry } from "./use-count-items";

export type PadScreenProps = {
  sheet: CountSheet;
  shift: CountShift;
  entry: CountItemEntry;
  editable: boolean;
  /** This person counts. */
  counter: string;
  screen: CountScreenState;
  onBack: () => void;
};

export function PadScreen(props: PadScreenProps) {
  const { sheet, shift, entry, editable, screen, onBack } = props;
  const [countsAgain, setCountsAgain] = useState(false);
  const submission = useSubmitCounts({ sheet, shift, screen });
  const position = submission.buildPosition(entry);
  const unsent = screen.findUnsent(position);
  const draft = screen.findDraft(position);
  const may = editable && entry.refusal === null;
  const isOpen = entry.counted === null || entry.recount !== null || countsAgain;
  const isEntering = may && (isOpen || draft !== undefined) && !screen.isSending(position);
  const showsPad = isEntering && (unsent === undefined || unsent.hold === "refused");
  const initial = { way: entry.usualWay, basedOnVersion: entry.version };
  // Its times are never read before something is typed.
  const typed = draft ?? newDraft(initial.way, initial.basedOnVersion, LONG_AGO);
  return (
    <div className="px-edge" data-counting={isEntering || undefined}>
      <Head {...props} draft={draft} isEntering={isEntering} />
      {unsent !== undefined && <UnsentEntry {...{ entry, unsent, screen, submission }} />}
      {showsPad && (
        <PadForm
          entry={entry}
          draft={typed}
          reading={submission.reading(entry, typed)}
          currency={sheet.currency}
          working={screen.working}
          onChange={(change) => screen.changeDraft(position, initial, change)}
          onSubmit={() => {
            setCountsAgain(false);
            void submission.submit([entry]);
          }}
        />
      )}
      {!isEntering && unsent === undefined && (
        <Submitted {...props} may={may} onCountAgain={() => setCountsAgain(true)} onBack={onBack} />
      )}
      {!showsPad && entry.remarks !== null && (
        <Remarks {...props} remarks={entry.remarks} isCountWaiting={unsent !== undefined} />
      )}
    </div>
  );
}

type RemarksProps = PadScreenProps & { remarks: OwnRemarks; isCountWaiting: boolean };

/**
 * A note can be added as soon as there is a count, even while it waits on this device, and until it
 * was read back: whoever writes one meanwhile goes on in the same field.
 */
function Remarks({ sheet, shift, entry, screen, remarks, isCountWaiting }: RemarksProps) {
  const submission = useSubmitCounts({ sheet, shift, screen });
  const position = submission.buildPosition(entry);
  const hasCount = entry.counted !== null || isCountWaiting || screen.isSending(position);
  const mayAdd = hasCount && sheet.state !== "closed" && !sheet.periodClosed;
  return (
    <>
      <SentRemarks remarks={remarks} />
      {mayAdd && <RemarkForm {...{ position, screen, isCountWaiting }} />}
    </>
  );
}

type HeadProps = PadScreenProps & { draft: Draft | undefined; isEntering: boolean };

function Head({ sheet, shift, entry, counter, onBack, draft, isEntering }: HeadProps) {
  const t = useTranslations("till-count");
  const countText = useCountText();
  const isFloat = isOpening({ tenderId: entry.id });
  const { expectedMinor } = entry;
  const expected = <Amount minor={expectedMinor ?? null} currency={sheet.currency} />;
  const facts = [
    ...(expectedMinor === undefined ? [] : [{ label: t("expected"), value: expected }]),
    { label: t("fact.counter"), value: counter },
    { label: t("fact.count"), value: t("nth", { number: entry.version + 1 }) },
    { label: t("fact.kept"), value: <SavedAt changedAt={draft?.changedAt} /> },
  ];
  return (
    <CountHead
      centreName={sheet.centreName}
      businessDate={sheet.businessDate}
      title={t("till-tender", { till: countText.tillName(shift), tender: entry.name })}
      backTo={t(isEntering && draft !== undefined ? "leave" : "back-to-till")}
      onBack={onBack}
      facts={isEntering ? facts : []}
    >
      {entry.recount !== null && <RecountNote recount={entry.recount} className="mt-3" />}
      {isEntering && <BlindNote mode={sheet.blindMode} what={isFloat ? "opening" : "count"} />}
    </CountHead>
  );
}

type SubmittedProps = PadScreenProps & { may: boolean; onCountAgain: () => void };

/** Shows the count in force after submission, and whether and how it may be counted again. */
function Submitted({
  sheet,
  shift,
  entry,
  editable,
  may,
  screen,
  onCountAgain,
  onBack,
}: SubmittedProps) {
  const t = useTranslations("till-count");
  const submission = useSubmitCounts({ sheet, shift, screen });
  const position = submission.buildPosition(entry);
  const { counted, refusal, version } = entry;
  if (counted === null) {
    const isSending = screen.isSending(position);
    return (
      <p role="status" className="border-t border-ink py-4 text-ink-2">
        {t(isSending ? "handing-in" : "not-counted")}
      </p>
    );
  }
  return (
    <>
      <CountedView {...counted} currency={sheet.currency}>
        <Button kind={may ? "plain" : "do"} onClick={onBack}>
          {t("back-to-till")}
        </Button>
        {may && (
          <Button kind="bare" onClick={onCountAgain}>
            {t("count-again")}
          </Button>
        )}
      </CountedView>
      {editable && refusal !== null && (
        <p className="max-w-[70ch] pb-4 text-ink-2">{t(`refusal.${refusal}`)}</p>
      )}
      {version > 1 && !isOfTill(position) && (
        <div className="pb-6 text-sm text-ink-2">
          <CountHistory countKey={position} version={version} currency={sheet.currency} />
        </div>
      )}
    </>
  );
}

const LONG_AGO = new Date(0);
