"use client";

/** Formats a rule's monthly limit for a till, and its first day. */
import { useTranslations } from "next-intl";
import { useState } from "react";
import { formatMoney } from "@/lib/domain/format";
import { readTypedMoney } from "@/lib/domain/till-count/typed-amount";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { ValidFromField } from "../ui/valid-from-field";
import type { RuleDraft } from "./rule-draft";

type MonthAndDayProps = {
  draft: RuleDraft;
  language: string;
  onChange: (draft: RuleDraft) => void;
};

export function MonthAndDay({ draft, language, onChange }: MonthAndDayProps) {
  const t = useTranslations("tolerance.form");
  const { monthly, currency } = draft;
  const [text, setText] = useState(
    monthly === null ? "" : formatMoney(monthly, currency, language),
  );
  const typed = readTypedMoney(text, language, currency);
  const isWrong = text.trim() !== "" && !(typed.ok && typed.amount >= 0);
  const type = (next: string) => {
    setText(next);
    const read = readTypedMoney(next, language, currency);
    if (next.trim() === "") onChange({ ...draft, monthly: null });
    else if (read.ok && read.amount >= 0) onChange({ ...draft, monthly: read.amount });
  };
  return (
    <div className="grid gap-4 border-t border-rule pt-3 sm:grid-cols-2">
      <Field
        label={t("monthly", { currency })}
        hint={t("monthly-hint")}
        error={isWrong ? t("amount-wrong") : null}
      >
        {(control) => (
          <Input
            {...control}
            value={text}
            inputMode="decimal"
            autoComplete="off"
            onChange={(event) => type(event.target.value)}
          />
        )}
      </Field>
      <ValidFromField
        label={t("valid-from")}
        hint={t("valid-from-hint")}
        error={draft.validFrom === "" ? t("valid-from-wrong") : null}
        value={draft.validFrom}
        onChange={(validFrom) => onChange({ ...draft, validFrom })}
      />
    </div>
  );
}
