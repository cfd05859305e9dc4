"use client";

/** Shows the titles of the view that says why while it is loading, each in its final position. */
import { useTranslations } from "next-intl";
import { STACK_HEIGHT } from "../charts/chart-heights";
import { Part } from "./part";
import type { View } from "./view";
import { WHY_COLUMN, WHY_GRID, WORSE_GRID } from "./why-parts";

const COMING = { isPending: true, isError: false, error: null, refetch: () => undefined };

type WhySkeletonProps = { view: View; lost: boolean };

export function WhySkeleton({ lost }: WhySkeletonProps) {
  const t = useTranslations("variance");
  const ui = useTranslations("ui");
  return (
    <>
      <p className="print-only">{t("not-read")}</p>
      <div className="no-print">
        {lost && (
          <p role="status" className="px-edge pt-5 text-uncounted">
            {ui("part-lost")}
          </p>
        )}
        <div className={WORSE_GRID}>
          <Part id="worse" title={t("trends.title")} query={COMING} waiting="h-96" />
          <Part id="watch" title={t("watch.title")} query={COMING} />
        </div>
        <div className={WHY_GRID}>
          <Part id="why" title={t("why.title")} query={COMING} waiting={STACK_HEIGHT} />
          <div className={WHY_COLUMN}>
            <Part id="by-reason" title={t("reasons.title")} query={COMING} waiting="h-60" />
            <Part id="ageing" title={t("ageing.title")} query={COMING} waiting="h-60" />
          </div>
        </div>
      </div>
    </>
  );
}
