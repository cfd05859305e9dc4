"use client";

/** Shows what the page is about, how recent its figures are, and the two actions on all of it. */
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Centre } from "@/lib/contracts/centre";
import { datesOf, type Filters } from "@/lib/domain/screen/line-filters";
import { formatDateRange } from "@/lib/domain/format";
import { LINE_FILTERS } from "../filter/line-filters";
import { PrintedFilters } from "../filter/printed-filters";

const NAMES_MAX = 4;

type TitleBarProps = {
  filters: Filters;
  centres: readonly Centre[];
  today: string;
  children: ReactNode;
};

export function TitleBar({ filters, centres, today, children }: TitleBarProps) {
  const t = useTranslations("reconciliation");
  const language = useLocale();
  const { from, to } = datesOf(filters.period, today);
  return (
    <div className="flex flex-wrap items-end gap-x-6 gap-y-2 px-edge pt-5 pb-4 max-sm:pt-4 max-sm:pb-3">
      <h1>{t("title")}</h1>
      <p className="text-ink-2">
        <CentreNames filters={filters} centres={centres} /> · {formatDateRange(from, to, language)}
      </p>
      <PrintedFilters shown={LINE_FILTERS} filters={filters} today={today} className="basis-full" />
      <div className="no-print ml-auto flex flex-wrap items-center gap-2 max-sm:ml-0">
        {children}
      </div>
    </div>
  );
}

function CentreNames({ filters, centres }: { filters: Filters; centres: readonly Centre[] }) {
  const t = useTranslations("reconciliation");
  const { centreIds } = filters;
  if (centreIds.length === 0) return t("all-centres", { count: centres.length });
  if (centreIds.length > NAMES_MAX) return t("some-centres", { count: centreIds.length });
  const names = centreIds.map((id) => centres.find((centre) => centre.id === id)?.name ?? id);
  return names.join(", ");
}
