"use client";

/**
 * Shows an amount in the reader's language. An absent one is named as such, never shown as zero.
 */
import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/lib/domain/format";
import { classNames } from "../ui/class-names";

type AmountProps = {
  /** Null means that this side is absent. */
  minor: number | null;
  currency: string;
  /** This text stands for an absent side. */
  absent?: "not-counted" | "not-provided" | "not-entered";
  /** The currency is shown where neither a caption nor a total's head has it. */
  withCurrency?: boolean;
  className?: string;
};

export function Amount({ minor, currency, absent, withCurrency, className }: AmountProps) {
  const language = useLocale();
  if (minor === null) return <Absent kind={absent ?? "not-provided"} className={className} />;
  return (
    <span className={classNames("whitespace-nowrap", className)}>
      {formatMoney(minor, currency, language)}
      {withCurrency === true && ` ${currency}`}
    </span>
  );
}

type AbsentProps = { kind: NonNullable<AmountProps["absent"]>; className: string | undefined };

function Absent({ kind, className }: AbsentProps) {
  const t = useTranslations("ui.absent");
  return <i className={classNames(INKS[kind], className)}>{t(kind)}</i>;
}

const INKS = {
  "not-counted": "text-uncounted",
  "not-provided": "text-unexpected",
  "not-entered": "text-ink-3",
} as const;
