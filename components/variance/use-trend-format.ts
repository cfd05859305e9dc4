"use client";

/** Formats the figures of a measure: amounts of money, or a rate per 1,000 of sales. */
import { useLocale } from "next-intl";
import { formatCount, formatDifference, formatMoney, formatRate } from "@/lib/domain/format";
import { decimalsOf } from "@/lib/domain/money";
import type { TrendMeasure } from "@/lib/domain/variance/trend";

type FormatOptions = { signed?: boolean; whole?: boolean };

export function useTrendFormat(measure: TrendMeasure, currency: string) {
  const language = useLocale();
  return (value: number | null, { signed = false, whole = false }: FormatOptions = {}): string => {
    if (value === null) return "·";
    if (measure === "rate") {
      const text = formatRate(value, 2, language);
      return signed ? text : text.replace("+", "");
    }
    const amount = Math.round(value);
    if (whole) return formatCount(Math.round(amount / 10 ** decimalsOf(currency)), language);
    // A net has its sign, and so has what changed.
    return signed || measure === "net"
      ? formatDifference(amount, currency, language)
      : formatMoney(amount, currency, language);
  };
}
