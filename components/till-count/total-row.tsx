"use client";

/**
 * Shows a tender that is one amount: its field, the count in force, and the result of submitting
 * it.
 */
import { useLocale, useTranslations } from "next-intl";
import type { CountSheet } from "@/lib/contracts/till-count";
import { formatMoney } from "@/lib/domain/format";
import { Amount } from "../money/amount";
import { Difference } from "../money/difference";
import { AmountField } from "./amount-field";
import { CountHistory } from "./count-history";
import type { CountShift } from "./count-text";
import { CurrentCountText } from "./current-count";
import { RecountNote } from "./recount-note";
import { UnsentEntry } from "./unsent-entry";
import type { CountScreenState } from "./use-count-screen";
import { useSubmitCounts } from "./use-submit-counts";
import type { CountItemEntry } from "./use-count-items";

type TotalRowProps = {
  sheet: CountSheet;
  shift: CountShift;
  entry: CountItemEntry;
  editable: boolean;
  screen: CountScreenState;
  /** Opens the screen of this tender, where a note and photos can be added to its count. */
  onOpen: () => void;
};

export function TotalRow({ sheet, shift, entry, editable, screen, onOpen }: TotalRowProps) {
  const t = useTranslations("till-count");
  const { currency } = sheet;
  const submission = useSubmitCounts({ sheet, shift, screen });
  const position = submission.buildPosition(entry);
  const unsent = screen.findUnsent(position);
  const may = editable && entry.refusal === null;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_minmax(0,168px)] gap-x-4 gap-y-1 border-b border-rule py-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,300px)_200px]">
      <div className="self-center">
        <b className="font-medium">{entry.name}</b>
        {entry.name !== entry.id && <span className="ml-2 text-xs text-ink-3">{entry.id}</span>}
      </div>
      <div className="text-xs text-ink-2 max-sm:order-last max-sm:col-span-2 sm:self-center">
        {may && entry.counted !== null && (
          <b className="mr-1 text-ink">
            <Amount minor={entry.counted.countedMinor} currency={currency} />
          </b>
        )}
        <CurrentCountText entry={entry} absent={t("not-counted")} />
        <Revealed {...{ entry, currency }} />
        {entry.version > 1 && (
          <CountHistory countKey={position} currency={currency} version={entry.version} />
        )}
        {editable && entry.refusal !== null && <p>{t(`refusal.${entry.refusal}`)}</p>}
        {(entry.counted !== null || unsent !== undefined) && (
          <RemarkLink {...{ sheet, entry, onOpen }} />
        )}
      </div>
      {may && (unsent === undefined || unsent.hold === "refused") ? (
        <AmountInput {...{ sheet, shift, entry, editable, screen }} />
      ) : (
        <div className="self-center text-right text-md">
          <Amount
            minor={unsent?.amountMinor ?? entry.counted?.countedMinor ?? null}
            currency={currency}
            absent="not-counted"
          />
        </div>
      )}
      {entry.recount !== null && <RecountNote recount={entry.recount} className="col-span-full" />}
      {unsent !== undefined && <UnsentEntry {...{ entry, unsent, screen, submission }} />}
    </li>
  );
}

type RemarkLinkProps = Pick<TotalRowProps, "sheet" | "entry" | "onOpen">;

/** On a closed day nothing can be added, but what was sent can be read. */
function RemarkLink({ sheet, entry, onOpen }: RemarkLinkProps) {
  const t = useTranslations("till-count.remark");
  const { notes = [], photos = [] } = entry.remarks ?? {};
  const count = notes.length + photos.length;
  if (count === 0 && (sheet.state === "closed" || sheet.periodClosed)) return null;
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-label={t("open-of", { name: entry.name, count })}
      className="no-print block py-1 text-accent underline underline-offset-[3px] max-sm:py-3"
    >
      {t("open", { count })}
    </button>
  );
}

function AmountInput({ sheet, shift, entry, screen }: Omit<TotalRowProps, "onOpen">) {
  const t = useTranslations("till-count");
  const language = useLocale();
  const { currency } = sheet;
  const submission = useSubmitCounts({ sheet, shift, screen });
  const position = submission.buildPosition(entry);
  const draft = screen.findDraft(position);
  const reading = draft === undefined ? null : submission.reading(entry, draft);
  const initial = { way: entry.usualWay, basedOnVersion: entry.version };
  return (
    <AmountField
      label={<span className="sr-only">{t("tender-in", { tender: entry.name, currency })}</span>}
      tenderId={entry.id}
      text={draft?.total ?? ""}
      reading={{ amount: reading?.total ?? null, fault: reading?.totalFault ?? null }}
      currency={currency}
      placeholder={
        entry.counted === null
          ? t("not-entered")
          : formatMoney(entry.counted.countedMinor, currency, language)
      }
      onType={(total) => screen.changeDraft(position, initial, { total })}
    />
  );
}

/** It is shown only where the sheet has it. */
function Revealed({ entry, currency }: { entry: CountItemEntry; currency: string }) {
  const t = useTranslations("till-count");
  const { counted, expectedMinor } = entry;
  if (expectedMinor === undefined) return null;
  const difference = counted?.comparisons.find(({ differenceMinor }) => differenceMinor != null);
  return (
    <p>
      {t("expected")} <Amount minor={expectedMinor} currency={currency} />
      {difference !== undefined && (
        <>
          , {t("difference")}{" "}
          <Difference minor={difference.differenceMinor ?? null} currency={currency} />
        </>
      )}
    </p>
  );
}
