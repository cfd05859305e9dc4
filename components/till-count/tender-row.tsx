"use client";

/** One tender: its field, what is wrong with the typing, what is in force, and what came before. */
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { CountKey } from "@/lib/client/till-counts";
import { formatMoney } from "@/lib/domain/format";
import { readTypedMoney } from "@/lib/domain/till-count-input";
import { Amount } from "../money/amount";
import { useProblemText } from "../ui/error-state";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Instant } from "../ui/instant";
import { CountConflict } from "./count-conflict";
import { CountHistory } from "./count-history";
import type { CountShift } from "./shift-list";
import type { Entry } from "./use-entries";

export type CountTender = CountShift["tenders"][number];

type TenderRowProps = {
  tender: CountTender;
  currency: string;
  countKey: CountKey;
  editable: boolean;
  entry: Entry | undefined;
  onType: (text: string) => void;
  onTakeBack: () => void;
  onInsist: (entry: Entry) => void;
};

export function TenderRow(props: TenderRowProps) {
  const { tender, currency, countKey, editable, entry } = props;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_minmax(0,168px)] gap-x-4 gap-y-1 border-b border-rule py-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,260px)_200px]">
      <div className="self-center">
        <b className="font-medium">
          <TenderName tender={tender} />
        </b>
        {tender.tenderName !== null && (
          <span className="ml-2 text-xs text-ink-3">{tender.tenderId}</span>
        )}
      </div>
      <div className="text-xs text-ink-2 max-sm:order-last max-sm:col-span-2 sm:self-center">
        <InForce {...{ tender, currency }} shown={editable} />
        {tender.version > 1 && (
          <CountHistory {...{ countKey, currency }} version={tender.version} />
        )}
      </div>
      {editable ? (
        <AmountField {...props} />
      ) : (
        <div className="money self-center text-md">
          <Amount minor={tender.countedMinor} currency={currency} absent="not-counted" />
        </div>
      )}
      {entry?.conflict != null && (
        <CountConflict
          entry={entry}
          theirs={entry.conflict}
          currency={currency}
          onTakeBack={props.onTakeBack}
          onInsist={() => props.onInsist(entry)}
        />
      )}
    </li>
  );
}

export function TenderName({ tender }: { tender: CountTender }) {
  const t = useTranslations("till-count");
  if (tender.tenderName !== null) return tender.tenderName;
  return tender.kind === "cash" ? t("cash") : tender.tenderId;
}

/** The typing is judged when the field is left, and while a fault that was shown is put right. */
function AmountField({ tender, currency, entry, onType }: TenderRowProps) {
  const t = useTranslations("till-count");
  const language = useLocale();
  const [left, setLeft] = useState(false);
  const text = entry?.text ?? "";
  const typed = readTypedMoney(text, language, currency);
  const example = formatMoney(currency === "JPY" ? 1_146 : 114_635, currency, language);
  const wrong = left && text !== "" && !typed.ok ? t(`typed.${typed.fault}`, { example }) : null;
  const failed = useFailure(entry);
  const leave = () => {
    setLeft(true);
    if (typed.ok) {
      const formatted = formatMoney(typed.amount, currency, language);
      if (formatted !== text) onType(formatted);
    }
  };
  return (
    <Field
      label={
        <span className="sr-only">
          <TenderName tender={tender} />, {currency}
        </span>
      }
      error={wrong ?? failed}
      className="min-w-0"
    >
      {(control) => (
        <Input
          {...control}
          data-tender={tender.tenderId}
          inputMode="decimal"
          autoComplete="off"
          enterKeyHint="next"
          className="h-11 text-right text-md"
          value={text}
          placeholder={
            tender.countedMinor === null
              ? t("not-entered")
              : formatMoney(tender.countedMinor, currency, language)
          }
          onChange={({ target }) => onType(target.value)}
          onBlur={leave}
          onFocus={({ target }) => target.select()}
        />
      )}
    </Field>
  );
}

function useFailure(entry: Entry | undefined): string | null {
  const problem = useProblemText(entry?.error);
  if (entry === undefined || entry.error === null || entry.conflict !== null) return null;
  return problem.detail === "" ? problem.title : problem.detail;
}

function InForce({
  tender,
  currency,
  shown,
}: Pick<TenderRowProps, "tender" | "currency"> & {
  shown: boolean;
}) {
  const t = useTranslations("till-count");
  if (tender.countedMinor === null) return <i className="text-uncounted">{t("not-counted")}</i>;
  return (
    <span>
      {shown && (
        <b className="mr-1 text-ink">
          <Amount minor={tender.countedMinor} currency={currency} />
        </b>
      )}
      {t("counted-by", { name: tender.countedBy ?? "" })}
      {tender.countedAt !== null && (
        <>
          {", "}
          <Instant iso={tender.countedAt} style="short" />
        </>
      )}
    </span>
  );
}
