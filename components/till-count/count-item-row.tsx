"use client";

/**
 * Shows a tender, or the float, that is counted on a screen of its own: its status, and the link.
 */
import { useTranslations } from "next-intl";
import type { CountSheet } from "@/lib/contracts/till-count";
import { OPENING, SPOT } from "@/lib/client/till-counts-draft";
import { Amount } from "../money/amount";
import { Icon } from "../ui/icon";
import { buttonClass } from "../ui/button-class";
import { classNames } from "../ui/class-names";
import type { CountShift } from "./count-text";
import { CurrentCountText } from "./current-count";
import { RecountNote } from "./recount-note";
import type { CountScreenState } from "./use-count-screen";
import { useSubmitCounts } from "./use-submit-counts";
import type { CountItemEntry } from "./use-count-items";

type CountItemRowProps = {
  sheet: CountSheet;
  shift: CountShift;
  entry: CountItemEntry;
  editable: boolean;
  screen: CountScreenState;
  onOpen: () => void;
};

export function CountItemRow({ sheet, shift, entry, editable, screen, onOpen }: CountItemRowProps) {
  const t = useTranslations("till-count");
  const submission = useSubmitCounts({ sheet, shift, screen });
  const position = submission.buildPosition(entry);
  const draft = screen.findDraft(position);
  const typed = draft === undefined ? null : submission.reading(entry, draft).total;
  const unsent = screen.findUnsent(position);
  const amount = unsent?.amountMinor ?? typed ?? entry.counted?.countedMinor ?? null;
  const verb = chooseVerb(entry, { editable, isStarted: draft !== undefined });
  return (
    <li className="border-b border-rule py-2">
      <div className="flex min-h-12 items-center justify-between gap-x-4">
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <b className="font-medium">{entry.name}</b>
            {amount !== null && (
              <span className="text-md">
                <Amount minor={amount} currency={sheet.currency} />
              </span>
            )}
          </div>
          <div className="text-xs text-ink-2">
            {unsent !== undefined ? (
              <UnsentMark text={t(unsent.hold === "refused" ? "row.refused" : "row.waits")} />
            ) : typed !== null ? (
              <UnsentMark text={t("row.begun")} />
            ) : (
              <CurrentCountText entry={entry} absent={t(`row.${chooseAbsent(entry.id)}`)} />
            )}
          </div>
        </div>
        <button
          type="button"
          onClick={onOpen}
          aria-label={t(`verb-of.${verb}`, { name: entry.name })}
          className={classNames(
            buttonClass({ kind: verb === "see" ? "bare" : "plain" }),
            "h-11 min-w-[92px]",
          )}
        >
          {t(`verb.${verb}`)}
        </button>
      </div>
      {entry.recount !== null && <RecountNote recount={entry.recount} className="pt-1" />}
    </li>
  );
}

function UnsentMark({ text }: { text: string }) {
  return (
    <span className="inline-flex items-center gap-1 text-uncounted">
      <Icon name="note" className="size-3.5" />
      {text}
    </span>
  );
}

function chooseAbsent(id: string) {
  if (id === SPOT) return "spot";
  return id === OPENING ? "not-opened" : "not-counted";
}

type Verb = "count" | "go-on" | "open-till" | "see" | "again";

function chooseVerb(
  item: CountItemEntry,
  { editable, isStarted }: { editable: boolean; isStarted: boolean },
): Verb {
  if (!editable || (item.refusal !== null && !isStarted)) return "see";
  if (isStarted) return "go-on";
  if (item.recount !== null) return "again";
  if (item.counted !== null) return "see";
  return item.id === OPENING ? "open-till" : "count";
}
