"use client";

/** Edits one amount in the format of the reader's language; it is validated on blur. */
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { AmountReading } from "@/lib/client/till-counts-reading";
import { formatMoney } from "@/lib/domain/format";
import { decimalsOf } from "@/lib/domain/money";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

type AmountFieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  text: string;
  reading: AmountReading;
  currency: string;
  /** Another error may be shown here. */
  error?: ReactNode;
  placeholder?: string;
  className?: string;
  onType: (text: string) => void;
  /** This finds the field of a tender. */
  tenderId?: string;
};

export function AmountField(props: AmountFieldProps) {
  const { label, hint, text, reading, currency, error, placeholder, className } = props;
  const t = useTranslations("till-count");
  const language = useLocale();
  const [left, setLeft] = useState(false);
  const example = formatMoney(decimalsOf(currency) === 0 ? 1_146 : 114_635, currency, language);
  const fault = left && text !== "" ? reading.fault : null;
  const wrong = fault === null ? null : t(`typed.${fault}`, { example });
  const leave = () => {
    setLeft(true);
    if (reading.amount === null) return;
    const formatted = formatMoney(reading.amount, currency, language);
    if (formatted !== text) props.onType(formatted);
  };
  return (
    <Field
      label={label}
      {...(hint === undefined ? {} : { hint })}
      error={wrong ?? error ?? null}
      className={className ?? "min-w-0"}
    >
      {(control) => (
        <Input
          {...control}
          data-tender={props.tenderId}
          inputMode="decimal"
          autoComplete="off"
          enterKeyHint="next"
          className="h-11 text-right text-md"
          value={text}
          placeholder={placeholder ?? t("not-entered")}
          onChange={({ target }) => props.onType(target.value)}
          onBlur={leave}
          onFocus={({ target }) => target.select()}
        />
      )}
    </Field>
  );
}
