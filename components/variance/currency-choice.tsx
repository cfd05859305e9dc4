"use client";

/** One currency at a time: amounts of two are never added, nor drawn on one scale. */
import { useTranslations } from "next-intl";
import { ChoiceButtons } from "./choice-buttons";

type CurrencyChoiceProps = {
  currencies: readonly string[];
  chosen: string;
  onChoose: (currency: string) => void;
};

export function CurrencyChoice({ currencies, chosen, onChoose }: CurrencyChoiceProps) {
  const t = useTranslations("variance");
  return (
    <ChoiceButtons
      label={t("currency")}
      options={currencies.map((value) => ({ value, label: value }))}
      chosen={chosen}
      onChoose={onChoose}
    />
  );
}
