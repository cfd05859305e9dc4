"use client";

/** An amount in the reader's language. What is absent is said in words, never shown as zero. */
import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/lib/domain/format";
import { classNames } from "../ui/class-names";

type AmountProps = {
  /** null: this side is absent. */
  minor: number | null;
  currency: string;
  /** The words for an absent side. */
  absent?: "not-counted" | "not-provided" | "not-entered";
  /** Where the currency does not stand in a caption or a total's head. */
  withCurrency?: boolean;
  className?: string;
};

export function Amount({ minor, currency, absent, withCurrency, className }: AmountProps) {
  const t = useTranslations("ui.absent");
  const language = useLocale();
  if (minor === null) {
    const ink = absent === "not-counted" ? "text-uncounted" : "text-unexpected";
    return (
      <i className={classNames(absent === "not-entered" ? "text-ink-3" : ink, className)}>
        {t(absent ?? "not-provided")}
      </i>
    );
  }
  return (
    <span className={classNames("whitespace-nowrap", className)}>
      {formatMoney(minor, currency, language)}
      {withCurrency === true && ` ${currency}`}
    </span>
  );
}
