"use client";

/** Shows how complete the last days are, and links to the calendar of all of them. */
import { useLocale, useTranslations } from "next-intl";
import type { Today } from "@/lib/contracts/today";
import { formatDateRange } from "@/lib/domain/format";
import { isUncounted } from "../coverage/cell-look";
import { CoverageLegend } from "../coverage/coverage-legend";
import { CoverageTable } from "../coverage/coverage-table";
import { PrefetchOnHoverLink } from "../ui/lazy/prefetch-on-hover-link";

/** A phone shows these days; those before them need a wider screen. */
const PHONE_DAYS = 7;

export function Coverage({ today }: { today: Today }) {
  const t = useTranslations("today");
  const language = useLocale();
  const centres = today.coverageCentres ?? today.coverage.length;
  const days = today.coverage[0]?.days ?? [];
  const cells = today.coverage.flatMap((row) => row.days);
  const uncounted = cells.filter(({ state }) => isUncounted(state)).length;
  const unread = cells.filter(({ state }) => state === "unread" || state === "failed").length;
  const absent = cells.filter(({ state }) => state === "no-sheet").length;
  return (
    <section
      aria-labelledby="coverage"
      className="perf-page-top bg-band px-edge py-5 min-[1241px]:perf-page min-[1241px]:pl-8 print:bg-none print:p-0 print:pt-4"
    >
      <div className="mb-2 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 id="coverage">{t("coverage")}</h2>
        <p className="text-xs text-ink-3">
          <span className="max-sm:not-print:hidden">
            {formatDateRange(today.from, today.to, language)}
          </span>
          <span className="sm:hidden print:hidden">
            {formatDateRange(days.at(-PHONE_DAYS)?.businessDate ?? today.from, today.to, language)}
          </span>{" "}
          · {t("gaps", { uncounted, absent, unread, read: cells.length - unread })}
          {centres > today.coverage.length &&
            ` · ${t("first-centres", { shown: today.coverage.length, count: centres })}`}
        </p>
      </div>
      <CoverageTable rows={today.coverage} phoneDays={PHONE_DAYS} />
      <div className="mt-3.5">
        <CoverageLegend rows={today.coverage} />
      </div>
      <p className="no-print mt-3 text-sm">
        <PrefetchOnHoverLink href="/coverage">{t("calendar")}</PrefetchOnHoverLink>
      </p>
    </section>
  );
}
