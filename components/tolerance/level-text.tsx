"use client";

/** Formats limits and levels: an amount, a share, or both; short and over apart if they differ. */
import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/lib/domain/format";
import type { Level, Limit } from "@/lib/domain/tolerance/tolerance";
import { formatPercent } from "@/lib/domain/tolerance/draft";

export function LevelText({ level, currency }: { level: Level; currency: string }) {
  return <>{useLevelText(currency)(level)}</>;
}

export function useLevelText(currency: string): (level: Level) => string {
  const t = useTranslations("tolerance");
  const limit = useLimitText(currency);
  return (level) => {
    const [short, over] = [limit(level.short), limit(level.over)];
    return short === over ? short : t("sides", { short, over });
  };
}

function useLimitText(currency: string): (limit: Limit) => string {
  const t = useTranslations("tolerance");
  const language = useLocale();
  return ({ amount, ppm }) => {
    const money = formatMoney(amount, currency, language);
    const percent = formatPercent(ppm, language);
    if (ppm === 0) return money;
    return amount === 0 ? t("percent", { percent }) : t("larger", { amount: money, percent });
  };
}
