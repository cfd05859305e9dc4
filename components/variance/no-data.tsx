"use client";

/** Stands in for the charts when there is no line under the filters. */
import { useLocale, useTranslations } from "next-intl";
import { datesOf } from "@/lib/domain/screen/line-filters";
import { formatDateRange } from "@/lib/domain/format";
import { countNarrowing, NO_NARROWING } from "@/lib/domain/line-filter";
import { usualRange, type VarianceFilters } from "@/lib/domain/screen/variance-filters";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import type { ChangeVariances } from "./use-variance-filters";

type NoDataProps = { filters: VarianceFilters; onChange: ChangeVariances; today: string };

export function NoData({ filters, onChange, today }: NoDataProps) {
  const t = useTranslations("variance.empty");
  const language = useLocale();
  const { from, to } = datesOf(filters.period, today);
  const narrowed = countNarrowing(filters) > 0;
  const action = narrowed ? (
    <Button onClick={() => onChange({ ...NO_NARROWING, currency: null, rank: "net" })}>
      {t("show-all")}
    </Button>
  ) : (
    <Button onClick={() => onChange({ period: usualRange(today) })}>{t("usual")}</Button>
  );
  return (
    <EmptyState
      title={t("title", { dates: formatDateRange(from, to, language) })}
      hint={t(narrowed ? "narrowed" : "hint")}
      action={action}
    />
  );
}
