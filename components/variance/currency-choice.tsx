"use client";

/** One currency at a time: amounts of two are never added, nor drawn on one scale. */
import { useTranslations } from "next-intl";
import { classNames } from "../ui/class-names";

type CurrencyChoiceProps = {
  currencies: readonly string[];
  chosen: string;
  onChoose: (currency: string) => void;
};

export function CurrencyChoice({ currencies, chosen, onChoose }: CurrencyChoiceProps) {
  const t = useTranslations("variance");
  return (
    <div role="group" aria-label={t("currency")} className="flex">
      {currencies.map((currency) => (
        <button
          key={currency}
          type="button"
          aria-pressed={currency === chosen}
          onClick={() => onChoose(currency)}
          className={classNames(
            "h-control border border-rule-strong px-2.5 text-sm not-first-of-type:border-l-0",
            currency === chosen
              ? "bg-accent-wash font-medium text-accent"
              : "text-ink-2 hover:bg-hover",
          )}
        >
          {currency}
        </button>
      ))}
    </div>
  );
}
