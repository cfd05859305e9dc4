"use client";

/**
 * Chooses what a rule singles out by its description: a type of expense, a rate, a source of cash,
 * or a label that cash sheets have. What has not been seen yet is typed.
 */
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "../ui/field";
import { Input, Select } from "../ui/input";
import type { LabelOption } from "./use-label-options";

/** No label is this: it stands for the description that is typed. */
const ANOTHER = "*";

type LabelFieldProps = {
  options: readonly LabelOption[];
  value: string;
  onChange: (value: string) => void;
};

export function LabelField({ options, value, onChange }: LabelFieldProps) {
  const t = useTranslations("journal");
  const selectorText = useTranslations("journal.selectors");
  const known = options.find((option) => option.value === value);
  const [isTyped, setTyped] = useState(false);
  const isFree = options.length === 0 || isTyped || (value !== "" && known === undefined);
  return (
    <div className="grid gap-2">
      {options.length > 0 && (
        <Field label={selectorText("label")} hint={known?.hint ?? null}>
          {(control) => (
            <Select
              {...control}
              required
              value={isFree ? ANOTHER : value}
              onChange={({ target }) => {
                setTyped(target.value === ANOTHER);
                onChange(target.value === ANOTHER ? "" : target.value);
              }}
            >
              {!isFree && value === "" && <option value="">{t("choose-one")}</option>}
              {options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
              <option value={ANOTHER}>{t("another-label")}</option>
            </Select>
          )}
        </Field>
      )}
      {isFree && (
        <Field label={options.length > 0 ? t("typed-label") : selectorText("label")}>
          {(control) => (
            <Input
              {...control}
              required
              maxLength={200}
              autoComplete="off"
              value={value}
              onChange={({ target }) => onChange(target.value)}
            />
          )}
        </Field>
      )}
    </div>
  );
}
