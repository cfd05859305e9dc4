"use client";

/** Asks at closing what stays in the till as float, and shows what therefore goes to the bank. */
import { useLocale, useTranslations } from "next-intl";
import type { DraftReading } from "@/lib/client/till-counts-reading";
import type { Draft } from "@/lib/client/till-counts-draft";
import { formatMoney } from "@/lib/domain/format";
import { AmountField } from "./amount-field";

type FloatFieldsProps = {
  draft: Pick<Draft, "floatLeft">;
  reading: DraftReading;
  currency: string;
  agreedMinor: number | null;
  onChange: (change: Partial<Draft>) => void;
};

export function FloatFields(props: FloatFieldsProps) {
  const { draft, reading, currency, agreedMinor, onChange } = props;
  const t = useTranslations("till-count.float");
  const language = useLocale();
  const { amount, tooMuch } = reading.floatLeft;
  const offered = amount === null ? "" : formatMoney(amount, currency, language);
  const isLess = agreedMinor !== null && reading.total !== null && reading.total < agreedMinor;
  return (
    <fieldset className="mt-6 min-w-0">
      <legend className="w-full border-b border-ink pb-1 font-semibold">{t("title")}</legend>
      <div className="grid gap-x-16 max-[960px]:gap-x-8 sm:grid-cols-2">
        <div className="grid grid-cols-[minmax(0,1fr)_160px] items-start gap-3 border-b border-rule py-2">
          <span aria-hidden="true" className="pt-1">
            <span className="block">{t("left")}</span>
            <small className="text-xs text-ink-3">
              {agreedMinor === null
                ? t("none-agreed")
                : t("agreed", { amount: formatMoney(agreedMinor, currency, language) })}
            </small>
          </span>
          <AmountField
            label={<span className="sr-only">{t("left")}</span>}
            text={draft.floatLeft ?? offered}
            reading={reading.floatLeft}
            currency={currency}
            error={tooMuch ? t("too-much") : null}
            onType={(floatLeft) => onChange({ floatLeft })}
          />
        </div>
        <div className="flex min-h-[60px] items-center justify-between gap-3 border-b border-rule">
          <span>{t("to-bank")}</span>
          <output className="text-[17px] sm:text-md">
            {reading.toBank === null ? (
              <i className="text-sm text-ink-3">{t("to-bank-unknown")}</i>
            ) : (
              formatMoney(reading.toBank, currency, language)
            )}
          </output>
        </div>
      </div>
      {isLess && <p className="pt-2 text-xs text-ink-2">{t("less-than-agreed")}</p>}
    </fieldset>
  );
}
