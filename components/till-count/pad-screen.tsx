"use client";

/**
 * One count on a screen of its own: the cash or the vouchers of a till, or its float at opening. It
 * is filled in, waits to be sent, or shows what was handed in. It knows nothing that the sheet did
 * not say, and the sheet says nothing that this reader may not know.
 */
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { CountSheet } from "@/lib/contracts/till-count";
import { type Draft, newDraft } from "@/lib/client/till-counts-draft";
import { isOpening } from "@/lib/client/till-counts-reading";
import { Amount } from "../money/amount";
import { Button } from "../ui/button";
import { BlindNote, CountHead, KeptAt } from "./count-head";
import { CountHistory } from "./count-history";
import { type CountShift, useCountWords } from "./count-text";
import { CountedView } from "./counted-view";
import { PadForm } from "./pad-form";
import { RecountNote } from "./recount-note";
import { UnsentNote } from "./unsent-note";
import type { Counting } from "./use-count-screen";
import { useHandIn } from "./use-submit-counts";
import type { Subject } from "./use-count-items";

export type PadScreenProps = {
  sheet: CountSheet;
  shift: CountShift;
  subject: Subject;
  editable: boolean;
  /** Who counts. */
  counter: string;
  counting: Counting;
  onBack: () => void;
};

export function PadScreen(props: PadScreenProps) {
  const { sheet, shift, subject, editable, counting, onBack } = props;
  const [again, setAgain] = useState(false);
  const hand = useHandIn({ sheet, shift, counting });
  const place = hand.placeOf(subject);
  const unsent = counting.unsentOf(place);
  const draft = counting.draftOf(place);
  const may = editable && subject.refusal === null;
  const isOpen = subject.counted === null || subject.recount !== null || again;
  const enters = may && (isOpen || draft !== undefined) && !counting.isSettling(place);
  const begin = { way: subject.usualWay, basedOnVersion: subject.version };
  // Its times are never read before something is typed.
  const typed = draft ?? newDraft(begin.way, begin.basedOnVersion, LONG_AGO);
  return (
    <div className="px-edge" data-counting={enters || undefined}>
      <Head {...props} draft={draft} enters={enters} />
      {unsent !== undefined && (
        <UnsentNote
          unsent={unsent}
          working={counting.working}
          onSend={() => void counting.sendNow()}
          onChange={() => counting.withdraw(unsent)}
          onTakeBack={() => {
            counting.withdraw(unsent);
            counting.put(place, null);
          }}
          onInsist={(version) => void hand.insist(subject, unsent, version)}
        />
      )}
      {enters && (unsent === undefined || unsent.hold === "refused") && (
        <PadForm
          subject={subject}
          draft={typed}
          reading={hand.reading(subject, typed)}
          currency={sheet.currency}
          working={counting.working}
          onChange={(change) => counting.change(place, begin, change)}
          onHandIn={() => {
            setAgain(false);
            void hand.handIn([subject]);
          }}
        />
      )}
      {!enters && unsent === undefined && (
        <Done {...props} may={may} onAgain={() => setAgain(true)} onBack={onBack} />
      )}
    </div>
  );
}

type HeadProps = PadScreenProps & { draft: Draft | undefined; enters: boolean };

function Head({ sheet, shift, subject, counter, onBack, draft, enters }: HeadProps) {
  const t = useTranslations("till-count");
  const words = useCountWords();
  const isFloat = isOpening({ tenderId: subject.id });
  const { expectedMinor } = subject;
  const expected = <Amount minor={expectedMinor ?? null} currency={sheet.currency} />;
  const facts = [
    ...(expectedMinor === undefined ? [] : [{ label: t("expected"), value: expected }]),
    { label: t("fact.counter"), value: counter },
    { label: t("fact.count"), value: t("nth", { number: subject.version + 1 }) },
    { label: t("fact.kept"), value: <KeptAt changedAt={draft?.changedAt} /> },
  ];
  return (
    <CountHead
      centreName={sheet.centreName}
      businessDate={sheet.businessDate}
      title={t("till-tender", { till: words.tillName(shift), tender: subject.name })}
      backTo={t(enters && draft !== undefined ? "leave" : "back-to-till")}
      onBack={onBack}
      facts={enters ? facts : []}
    >
      {subject.recount !== null && <RecountNote recount={subject.recount} className="mt-3" />}
      {enters && <BlindNote mode={sheet.blindMode} what={isFloat ? "opening" : "count"} />}
    </CountHead>
  );
}

type DoneProps = PadScreenProps & { may: boolean; onAgain: () => void };

/** Handed in: what is in force, and whether and how it may be counted again. */
function Done({ sheet, shift, subject, editable, may, counting, onAgain, onBack }: DoneProps) {
  const t = useTranslations("till-count");
  const hand = useHandIn({ sheet, shift, counting });
  const place = hand.placeOf(subject);
  const { counted, refusal, version } = subject;
  if (counted === null) {
    const settling = counting.isSettling(place);
    return (
      <p role="status" className="border-t border-ink py-4 text-ink-2">
        {t(settling ? "handing-in" : "not-counted")}
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
          <Button kind="bare" onClick={onAgain}>
            {t("count-again")}
          </Button>
        )}
      </CountedView>
      {editable && refusal !== null && (
        <p className="max-w-[70ch] pb-4 text-ink-2">{t(`refusal.${refusal}`)}</p>
      )}
      {version > 1 && !isOpening(place) && (
        <div className="pb-6 text-sm text-ink-2">
          <CountHistory countKey={place} version={version} currency={sheet.currency} />
        </div>
      )}
    </>
  );
}

const LONG_AGO = new Date(0);
