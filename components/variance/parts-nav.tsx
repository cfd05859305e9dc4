"use client";

/**
 * Links to the parts of the page: the overview, and the view that says which centres get worse and
 * why. Each link has the filters of the page.
 */
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type VarianceFilters, variancesAddress } from "@/lib/domain/screen/variance-filters";
import { WHY_PARTS } from "./why-parts";

type PartsNavProps = { filters: VarianceFilters; today: string };

const SHAPE =
  "inline-flex h-9 items-center border-b-2 border-transparent text-sm whitespace-nowrap text-ink-2 " +
  "no-underline hover:text-ink max-sm:h-11 aria-[current]:border-accent aria-[current]:font-medium " +
  "aria-[current]:text-ink forced-colors:aria-[current]:border-[Highlight]";

export function PartsNav({ filters, today }: PartsNavProps) {
  const t = useTranslations("variance.parts");
  const isOverview = filters.view === "overview";
  return (
    <nav
      aria-label={t("label")}
      className="no-print mb-3 flex gap-5 overflow-x-auto border-b border-rule px-edge [scrollbar-width:none]"
    >
      <Link
        prefetch={false}
        href={variancesAddress(filters, today, { view: "overview" })}
        aria-current={isOverview ? "page" : undefined}
        className={SHAPE}
      >
        {t("overview")}
      </Link>
      {WHY_PARTS.map((part, index) => (
        <Link
          key={part}
          prefetch={false}
          href={variancesAddress(filters, today, { view: "why", part })}
          aria-current={!isOverview && index === 0 ? "page" : undefined}
          className={SHAPE}
        >
          {t(part)}
        </Link>
      ))}
    </nav>
  );
}
