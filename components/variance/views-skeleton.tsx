"use client";

/** Shows the titles of the views that are loading, each in its final position. */
import { useTranslations } from "next-intl";
import { chooseStep } from "@/lib/domain/variance/series";
import { Part } from "./part";
import type { View } from "./view";
import { ACROSS, BESIDE, COLUMN, COLUMNS } from "./views-grid";

const COMING = { isPending: true, isError: false, error: null, refetch: () => undefined };

export function ViewsSkeleton({ view, lost }: { view: View; lost: boolean }) {
  const t = useTranslations("variance");
  const ui = useTranslations("ui");
  const days = t(`heat.${chooseStep(view.range) === "day" ? "centre-day" : "centre-week"}`);
  return (
    <>
      <p className="print-only">{t("not-read")}</p>
      <div className="no-print">
        {lost && (
          <p role="status" className="px-edge pt-5 text-uncounted">
            {ui("part-lost")}
          </p>
        )}
        <div className={COLUMNS}>
          <div className={COLUMN}>
            <Part
              id="by-centre"
              title={t(`centres.titles.${view.filters.rank}`)}
              query={COMING}
              waiting="h-96"
            />
            <Part id="watch" title={t("watch.title")} query={COMING} />
          </div>
          <div className={COLUMN}>
            <Part
              id="weekday-shift"
              title={t("heat.weekday-shift")}
              query={COMING}
              waiting="h-80"
            />
          </div>
        </div>
        <Part
          id="multiples"
          title={t("multiples.title")}
          query={COMING}
          waiting="h-60"
          className={ACROSS}
        />
        <Part id="centre-day" title={days} query={COMING} waiting="h-96" className={ACROSS} />
        <div className={BESIDE}>
          <Part id="tenders" title={t("tenders.title")} query={COMING} waiting="h-60" />
          <Part id="cash" title={t("cash.title")} query={COMING} waiting="h-60" />
        </div>
      </div>
    </>
  );
}
