"use client";

/**
 * Chooses one currency, or each by itself: amounts of two are never added, nor drawn on one scale.
 */
import { useTranslations } from "next-intl";
import { ChoiceButtons } from "./choice-buttons";

type CurrencyChoiceProps = {
  currencies: readonly string[];
  /** Null means each by itself. */
  chosen: string | null;
  onChoose: (currency: string | null) => void;
};

const EACH = "each";

export function CurrencyChoice({ currencies, chosen, onChoose }: CurrencyChoiceProps) {
  const t = useTranslations("variance.currencies");
  const each = { value: EACH, label: t("each") };
  return (
    <ChoiceButtons
      label={t("choice")}
      options={[each, ...currencies.map((value) => ({ value, label: value }))]}
      chosen={chosen ?? EACH}
      onChoose={(value) => onChoose(value === EACH ? null : value)}
    />
  );
}
