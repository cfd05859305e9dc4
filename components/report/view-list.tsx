"use client";

/** Lists the saved views as reports: each is opened as a page, or made into a file at once. */
import { useTranslations } from "next-intl";
import { varianceReports } from "@/lib/client/exports";
import type { View } from "@/lib/contracts/saved-view";
import { lineFilterOf, readFilters } from "@/lib/domain/screen/line-filters";
import { parseViewQuery } from "@/lib/domain/screen/saved-view";
import { readVarianceFilters } from "@/lib/domain/screen/variance-filters";
import { ExportMenu } from "../export/export-menu";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import { PrefetchOnHoverLink } from "../ui/lazy/prefetch-on-hover-link";

type ViewListProps = { views: readonly View[]; today: string };

export function ViewList({ views, today }: ViewListProps) {
  const t = useTranslations("reports");
  return (
    <section aria-labelledby="report-views">
      <div className="px-edge pt-5 pb-2">
        <h2 id="report-views">{t("views.title")}</h2>
        <p className="max-w-[70ch] text-sm text-ink-2">{t("views.about")}</p>
      </div>
      {views.length === 0 ? (
        <EmptyState
          title={t("views.none")}
          hint={t("views.none-hint")}
          action={<ButtonLink href="/reconciliations">{t("views.none-do")}</ButtonLink>}
        />
      ) : (
        <ul aria-label={t("views.title")} className="border-t border-ink">
          {views.map((view) => (
            <ViewRow key={view.id} {...{ view, today }} />
          ))}
        </ul>
      )}
    </section>
  );
}

function ViewRow({ view, today }: { view: View; today: string }) {
  const t = useTranslations("reports");
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-rule px-edge py-2">
      <div className="min-w-60 flex-1">
        <PrefetchOnHoverLink href={`/${view.page}?${view.query}`}>{view.name}</PrefetchOnHoverLink>
        <p className="text-sm text-ink-2">
          {t(`pages.${view.page}`)}
          {!view.mine && ` · ${t("views.by", { by: view.by })}`}
        </p>
      </div>
      <FileMenu {...{ view, today }} />
    </li>
  );
}

/** A view of variances offers the files of its own page before those of the lines behind them. */
function FileMenu({ view, today }: { view: View; today: string }) {
  const entries = parseViewQuery(view.query);
  if (view.page === "reconciliations") {
    return <ExportMenu search={lineFilterOf(readFilters(entries), today)} />;
  }
  const filters = readVarianceFilters(entries, today);
  const search = lineFilterOf(filters, today);
  return <ExportMenu search={search} reports={varianceReports(search, filters.currency)} />;
}
