"use client";

/** A tender, or the float, that is counted on a screen of its own: where it stands, and the way. */
import { useTranslations } from "next-intl";
import type { CountSheet } from "@/lib/contracts/till-count";
import { OPENING } from "@/lib/client/till-counts-draft";
import { Amount } from "../money/amount";
import { Icon } from "../ui/icon";
import { buttonClass } from "../ui/button-class";
import { classNames } from "../ui/class-names";
import type { CountShift } from "./count-text";
import { InForce } from "./current-count";
import { RecountNote } from "./recount-note";
import type { Counting } from "./use-count-screen";
import { useHandIn } from "./use-submit-counts";
import type { Subject } from "./use-count-items";

type SubjectRowProps = {
  sheet: CountSheet;
  shift: CountShift;
  subject: Subject;
  editable: boolean;
  counting: Counting;
  onOpen: () => void;
};

export function SubjectRow({ sheet, shift, subject, editable, counting, onOpen }: SubjectRowProps) {
  const t = useTranslations("till-count");
  const hand = useHandIn({ sheet, shift, counting });
  const place = hand.placeOf(subject);
  const draft = counting.draftOf(place);
  const typed = draft === undefined ? null : hand.reading(subject, draft).total;
  const held = counting.unsentOf(place);
  const amount = held?.amountMinor ?? typed ?? subject.counted?.countedMinor ?? null;
  const verb = verbOf(subject, { editable, begun: draft !== undefined });
  return (
    <li className="border-b border-rule py-2">
      <div className="flex min-h-12 items-center justify-between gap-x-4">
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <b className="font-medium">{subject.name}</b>
            {amount !== null && (
              <span className="text-md">
                <Amount minor={amount} currency={sheet.currency} />
              </span>
            )}
          </div>
          <div className="text-xs text-ink-2">
            {held !== undefined ? (
              <Mark words={t(held.hold === "refused" ? "row.refused" : "row.waits")} />
            ) : typed !== null ? (
              <Mark words={t("row.begun")} />
            ) : (
              <InForce
                subject={subject}
                absent={t(subject.id === OPENING ? "row.not-opened" : "not-counted")}
              />
            )}
          </div>
        </div>
        <button
          type="button"
          onClick={onOpen}
          aria-label={t(`verb-of.${verb}`, { name: subject.name })}
          className={classNames(
            buttonClass({ kind: verb === "see" ? "bare" : "plain" }),
            "h-11 min-w-[92px]",
          )}
        >
          {t(`verb.${verb}`)}
        </button>
      </div>
      {subject.recount !== null && <RecountNote recount={subject.recount} className="pt-1" />}
    </li>
  );
}

function Mark({ words }: { words: string }) {
  return (
    <span className="inline-flex items-center gap-1 text-uncounted">
      <Icon name="note" className="size-3.5" />
      {words}
    </span>
  );
}

type Verb = "count" | "go-on" | "open-till" | "see" | "again";

function verbOf(
  subject: Subject,
  { editable, begun }: { editable: boolean; begun: boolean },
): Verb {
  if (!editable || (subject.refusal !== null && !begun)) return "see";
  if (begun) return "go-on";
  if (subject.recount !== null) return "again";
  if (subject.counted !== null) return "see";
  return subject.id === OPENING ? "open-till" : "count";
}
