"use client";

/**
 * One till: its float at opening, the tenders with a screen of their own, and those that are one
 * amount each, which are typed here.
 */
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef } from "react";
import type { CountSheet } from "@/lib/contracts/till-count";
import { OPENING } from "@/lib/client/till-counts-draft";
import { addUp } from "@/lib/domain/till-count/denomination-pad";
import { BlindNote, CountHead } from "./count-head";
import { type CountShift, useCountWords } from "./count-text";
import { HandBar } from "./submit-bar";
import { SubjectRow } from "./count-item-row";
import { TotalRow } from "./total-row";
import type { Counting } from "./use-count-screen";
import { useHandIn } from "./use-submit-counts";
import type { Subject } from "./use-count-items";

type TillViewProps = {
  sheet: CountSheet;
  shift: CountShift;
  subjects: Subject[];
  editable: boolean;
  counting: Counting;
  onOpen: (subjectId: string) => void;
  onBack: () => void;
};

export function TillView(props: TillViewProps) {
  const { sheet, shift, subjects, editable, counting, onOpen, onBack } = props;
  const t = useTranslations("till-count");
  const words = useCountWords();
  const hand = useHandIn({ sheet, shift, counting });
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => beginIn(form.current), []);
  const typed = subjects.filter(isTyped).filter(({ refusal }) => refusal === null);
  const waiting = typed.filter((subject) => {
    const held = counting.unsentOf(hand.placeOf(subject));
    return counting.draftOf(hand.placeOf(subject)) !== undefined && held === undefined;
  });
  const isWrong = (subject: Subject) => {
    const draft = counting.draftOf(hand.placeOf(subject));
    return draft !== undefined && hand.reading(subject, draft).wrong;
  };
  const handIn = () => {
    const wrong = waiting.find(isWrong);
    if (wrong !== undefined) focusField(form.current, wrong.id);
    else void hand.handIn(waiting);
  };
  return (
    <form
      ref={form}
      method="post"
      aria-labelledby="count-title"
      className="px-edge"
      data-counting={editable || undefined}
      onKeyDown={onEnter}
      onSubmit={(event) => {
        event.preventDefault();
        if (!counting.working) handIn();
      }}
    >
      <CountHead
        centreName={sheet.centreName}
        businessDate={sheet.businessDate}
        title={words.tillName(shift)}
        backTo={t("all-tills")}
        onBack={onBack}
      >
        {editable && <BlindNote mode={sheet.blindMode} what="count" />}
      </CountHead>
      <ul className="border-t border-ink">
        {subjects.map((subject) =>
          isTyped(subject) ? (
            <TotalRow key={subject.id} {...{ sheet, shift, subject, editable, counting }} />
          ) : (
            <SubjectRow
              key={subject.id}
              {...{ sheet, shift, subject, editable, counting }}
              onOpen={() => onOpen(subject.id)}
            />
          ),
        )}
      </ul>
      <Sum {...props} waiting={waiting.length} onlyPads={typed.length === 0} />
    </form>
  );
}

/** What is typed and what is in force of the tenders; the float at opening is not takings. */
function Sum(props: TillViewProps & { waiting: number; onlyPads: boolean }) {
  const { sheet, shift, subjects, editable, counting, waiting, onlyPads } = props;
  const t = useTranslations("till-count");
  const hand = useHandIn({ sheet, shift, counting });
  const tenders = subjects.filter(({ id }) => id !== OPENING);
  const amounts = tenders.map((subject) => {
    const draft = counting.draftOf(hand.placeOf(subject));
    const typed = draft === undefined ? null : hand.reading(subject, draft).total;
    return typed ?? subject.counted?.countedMinor ?? null;
  });
  const missing = amounts.filter((amount) => amount === null).length;
  return (
    <HandBar
      totalMinor={addUp(amounts)}
      currency={sheet.currency}
      hint={
        missing === 0
          ? t("all-entered", { count: amounts.length })
          : t("some-entered", { entered: amounts.length - missing, missing })
      }
      working={counting.working}
      disabled={waiting === 0}
      readOnly={!editable || onlyPads}
    />
  );
}

/** One amount, without a screen of its own. */
function isTyped({ id, usualWay }: Subject): boolean {
  return id !== OPENING && usualWay === "total";
}

/** Enter goes to the next field, as on a till; after the last one to the button. */
function onEnter(event: KeyboardEvent<HTMLFormElement>) {
  const { target, currentTarget } = event;
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
  if (!(target instanceof HTMLInputElement)) return;
  event.preventDefault();
  const fields = [...currentTarget.querySelectorAll<HTMLInputElement>("input[data-tender]")];
  const next =
    fields[fields.indexOf(target) + 1] ??
    currentTarget.querySelector<HTMLElement>("[type=submit]:enabled");
  next?.focus();
}

/** A finger is not followed by the keyboard of the screen until it asks for it. */
function beginIn(form: HTMLFormElement | null) {
  if (window.matchMedia("(pointer: coarse)").matches) return;
  form?.querySelector<HTMLElement>("li button, input[data-tender]")?.focus();
}

function focusField(form: HTMLFormElement | null, tenderId: string) {
  const fields = form?.querySelectorAll<HTMLInputElement>("input[data-tender]") ?? [];
  for (const field of fields) if (field.dataset.tender === tenderId) field.focus();
}
