"use client";

/**
 * Shows one till: its float at opening, the tenders with a screen of their own, and those that are
 * one amount each, which are typed here.
 */
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef } from "react";
import type { CountSheet } from "@/lib/contracts/till-count";
import { isOfTill } from "@/lib/client/till-counts-reading";
import { addUp } from "@/lib/domain/till-count/denomination-pad";
import { BlindNote, CountHead } from "./count-head";
import { type CountShift, useCountText } from "./count-text";
import { SubmitBar } from "./submit-bar";
import { TillEventRows } from "./till-event-rows";
import { CountItemRow } from "./count-item-row";
import { TotalRow } from "./total-row";
import type { CountScreenState } from "./use-count-screen";
import { useSubmitCounts } from "./use-submit-counts";
import type { CountItemEntry } from "./use-count-items";

type TillViewProps = {
  sheet: CountSheet;
  shift: CountShift;
  entries: CountItemEntry[];
  editable: boolean;
  screen: CountScreenState;
  onOpen: (entryId: string) => void;
  onBack: () => void;
};

export function TillView(props: TillViewProps) {
  const { sheet, shift, entries, editable, screen, onOpen, onBack } = props;
  const t = useTranslations("till-count");
  const countText = useCountText();
  const submission = useSubmitCounts({ sheet, shift, screen });
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => focusFirst(form.current), []);
  const typed = entries.filter(isTyped).filter(({ refusal }) => refusal === null);
  const waiting = typed.filter((entry) => {
    const unsent = screen.findUnsent(submission.buildPosition(entry));
    return screen.findDraft(submission.buildPosition(entry)) !== undefined && unsent === undefined;
  });
  const isWrong = (entry: CountItemEntry) => {
    const draft = screen.findDraft(submission.buildPosition(entry));
    return draft !== undefined && submission.reading(entry, draft).wrong;
  };
  const submit = () => {
    if (!waiting.some(isWrong)) void submission.submit(waiting);
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
        if (!screen.working) submit();
      }}
    >
      <CountHead
        centreName={sheet.centreName}
        businessDate={sheet.businessDate}
        title={countText.tillName(shift)}
        backTo={t("all-tills")}
        onBack={onBack}
      >
        {editable && <BlindNote mode={sheet.blindMode} what="count" />}
      </CountHead>
      <ul className="border-t border-ink">
        {entries.map((entry) =>
          isTyped(entry) ? (
            <TotalRow
              key={entry.id}
              {...{ sheet, shift, entry, editable, screen }}
              onOpen={() => onOpen(entry.id)}
            />
          ) : (
            <CountItemRow
              key={entry.id}
              {...{ sheet, shift, entry, editable, screen }}
              onOpen={() => onOpen(entry.id)}
            />
          ),
        )}
      </ul>
      {editable && <TillEventRows {...{ shift, onOpen }} currency={sheet.currency} />}
      <Sum
        {...props}
        waiting={waiting.length}
        isWrong={waiting.some(isWrong)}
        onlyPads={typed.length === 0}
      />
    </form>
  );
}

/** Sums what is typed and what is in force of the tenders; the float at opening is not takings. */
type SumProps = TillViewProps & { waiting: number; isWrong: boolean; onlyPads: boolean };

function Sum(props: SumProps) {
  const { sheet, shift, entries, editable, screen, waiting, isWrong, onlyPads } = props;
  const t = useTranslations("till-count");
  const submission = useSubmitCounts({ sheet, shift, screen });
  const tenders = entries.filter(({ id }) => !isOfTill({ tenderId: id }));
  const amounts = tenders.map((entry) => {
    const draft = screen.findDraft(submission.buildPosition(entry));
    const typed = draft === undefined ? null : submission.reading(entry, draft).total;
    return typed ?? entry.counted?.countedMinor ?? null;
  });
  const missing = amounts.filter((amount) => amount === null).length;
  return (
    <SubmitBar
      totalMinor={addUp(amounts)}
      currency={sheet.currency}
      hint={
        isWrong
          ? t("hint.wrong")
          : missing === 0
            ? t("all-entered", { count: amounts.length })
            : t("some-entered", { entered: amounts.length - missing, missing })
      }
      working={screen.working}
      disabled={waiting === 0 || isWrong}
      readOnly={!editable || onlyPads}
    />
  );
}

/** It is one amount, without a screen of its own. */
function isTyped({ id, usualWay }: CountItemEntry): boolean {
  return !isOfTill({ tenderId: id }) && usualWay === "total";
}

/** Enter moves to the next field, as on a till; after the last one to the button. */
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

/**
 * After a touch the field is not focused, so that the screen's keyboard stays closed until the user
 * opens it.
 */
function focusFirst(form: HTMLFormElement | null) {
  if (window.matchMedia("(pointer: coarse)").matches) return;
  form?.querySelector<HTMLElement>("li button, input[data-tender]")?.focus();
}
