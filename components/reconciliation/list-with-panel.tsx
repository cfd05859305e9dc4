"use client";

/**
 * Puts the panel of the chosen line beside the list, where the window has room for both. The code
 * of the panel is loaded when a line is first chosen.
 */
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { LineKey } from "@/lib/domain/keys";
import { parseLineKey } from "@/lib/domain/screen/line-address";
import { lazyModule, useLazyModule } from "../ui/lazy/lazy-module";
import { useIsWide } from "../ui/use-is-wide";
import type { LineRights } from "./day-line";
import { useFilters } from "./use-filters";
import { useLineParameter } from "./use-line-address";

const panel = lazyModule(() => import("./line-panel").then((module) => module.LinePanel));

/** The centres in which the reader has each right; null is every centre. */
type CentreRights = Record<keyof LineRights, readonly string[] | null>;

type ListWithPanelProps = { today: string; rights: CentreRights; children: ReactNode };

export function ListWithPanel({ today, rights, children }: ListWithPanelProps) {
  const [{ asOf }] = useFilters();
  const chosen = parseLineKey(useLineParameter());
  // The panel shows a line as it is now, and therefore not beside a past moment.
  const lineKey = asOf === null ? chosen : null;
  return (
    <div className="flex min-w-0 grow print:block">
      <div
        className="flex min-w-0 grow flex-col print:block"
        data-beside-panel={lineKey === null ? undefined : ""}
      >
        {children}
      </div>
      {lineKey !== null && <Panel {...{ lineKey, today, rights }} />}
    </div>
  );
}

type PanelProps = { lineKey: LineKey; today: string; rights: CentreRights };

/** Its place is there from the first response on, so that the list does not move. */
function Panel({ lineKey, today, rights }: PanelProps) {
  const t = useTranslations("reconciliation.panel");
  const { module: LinePanel, status } = useLazyModule(panel, useIsWide());
  const may = (right: keyof LineRights) => rights[right]?.includes(lineKey.centreId) ?? true;
  return (
    <aside aria-label={t("label")} className="perf-page no-print w-[420px] shrink-0 max-lg:hidden">
      <div className="sticky top-0 h-[calc(100dvh-44px)] text-sm">
        {LinePanel === null ? (
          <p role="status" className="px-5 py-4 text-ink-3">
            {status === "failed" ? t("failed") : t("reading")}
          </p>
        ) : (
          <LinePanel
            {...{ lineKey, today }}
            rights={{ explain: may("explain"), note: may("note"), recount: may("recount") }}
          />
        )}
      </div>
    </aside>
  );
}
