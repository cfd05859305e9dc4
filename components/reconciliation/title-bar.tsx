"use client";

/**
 * Shows what the page is about, how recent its figures are, and the actions on all of it. The
 * title, and on a wide screen all of it, lies on the bar above, which leaves the place free.
 */
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { datesOf, type Filters } from "@/lib/domain/screen/line-filters";
import { formatDateRange } from "@/lib/domain/format";
import { LINE_FILTERS } from "../filter/line-filters";
import { useChosenNames } from "../filter/use-tree";
import { PrintedFilters } from "../filter/printed-filters";

const NAMES_MAX = 4;

const TITLE =
  "truncate text-md lg:shrink-0 max-lg:absolute max-lg:-top-11 max-lg:left-(--edge) max-lg:leading-[44px] " +
  "max-sm:-top-12 max-sm:max-w-[calc(100vw-252px)] max-sm:leading-[48px] print:static!";

type TitleBarProps = {
  filters: Filters;
  offer: CentreOffer<OfferedCentre>;
  today: string;
  children: ReactNode;
};

export function TitleBar({ filters, offer, today, children }: TitleBarProps) {
  const t = useTranslations("reconciliation");
  const language = useLocale();
  const { from, to } = datesOf(filters.period, today);
  return (
    <div className="relative flex items-center gap-x-4 px-edge lg:-mt-11 lg:mr-[490px] lg:h-11 in-data-beside-panel:lg:mr-8! print:m-0! print:block! print:h-auto! print:pt-0!">
      <h1 className={TITLE}>{t("title")}</h1>
      <div className="print-only">
        <p className="text-ink-2">
          <ChosenNames filters={filters} offer={offer} /> · {formatDateRange(from, to, language)}
        </p>
        <PrintedFilters shown={LINE_FILTERS} filters={filters} today={today} className="" />
      </div>
      <div className="no-print flex min-w-0 grow items-center gap-2 max-lg:py-1.5 max-sm:hidden lg:[&_:is(a,button)]:h-7">
        {children}
      </div>
    </div>
  );
}

function ChosenNames({ filters, offer }: { filters: Filters; offer: CentreOffer<OfferedCentre> }) {
  const t = useTranslations("reconciliation");
  const names = useChosenNames(filters, offer);
  if (names.length === 0) return t("all-centres", { count: offer.count });
  if (names.length > NAMES_MAX) return t("some-centres", { count: names.length });
  return names.join(", ");
}
