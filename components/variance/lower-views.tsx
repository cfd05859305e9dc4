"use client";

/**
 * Shows the views below the days of a currency. Their code and sums are loaded after the first
 * interaction or when they scroll into view; until then only their titles are shown.
 */
import { useTranslations } from "next-intl";
import { useDeferredRender } from "../ui/lazy/idle-mount";
import { lazyModule, useLazyModule } from "../ui/lazy/lazy-module";
import type { View } from "./view";
import { ViewsSkeleton } from "./views-skeleton";
import { WhySkeleton } from "./why-skeleton";

type LowerViewsProps = {
  view: View;
  /** When it is false, other currencies stand above, so that this one is named. */
  isOnlyCurrency: boolean;
};

const VIEWS = {
  overview: lazyModule(() => import("./views").then((all) => all.Views)),
  why: lazyModule(() => import("./why-views").then((all) => all.WhyViews)),
};
const SKELETONS = { overview: ViewsSkeleton, why: WhySkeleton };

export function LowerViews({ view, isOnlyCurrency }: LowerViewsProps) {
  const t = useTranslations("variance.currencies");
  const { currency, filters } = view;
  const Skeleton = SKELETONS[filters.view];
  const { ref, reveal, shouldLoad } = useDeferredRender({ visibleShare: 0 });
  const { module: Views, status } = useLazyModule(VIEWS[filters.view], shouldLoad);
  return (
    <>
      {!isOnlyCurrency && (
        <div className="border-t border-rule-strong bg-band px-edge py-3 print:break-after-avoid">
          <h2>{t("below", { currency })}</h2>
          <p className="text-sm text-ink-2">{t("below-hint", { currency })}</p>
        </div>
      )}
      {Views !== null ? (
        <Views view={view} />
      ) : (
        <div ref={ref} onFocus={reveal}>
          <Skeleton view={view} lost={status === "failed"} />
        </div>
      )}
    </>
  );
}
