"use client";

/**
 * Puts the panel of the chosen line beside the list, where the window has room for both. Its code
 * and its messages are loaded when a line is first chosen.
 */
import { useTranslations } from "next-intl";
import { catchError } from "next/error";
import { type ReactNode, Suspense } from "react";
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

type ListWithPanelProps = {
  /** A `ChosenLine` with its messages, which are loaded as it is rendered. */
  panel: ReactNode;
  children: ReactNode;
};

export function ListWithPanel(props: ListWithPanelProps) {
  const isOpen = useShownKey() !== null;
  return (
    <div className="flex min-w-0 grow print:block">
      <div
        className="flex min-w-0 grow flex-col print:block"
        data-beside-panel={isOpen ? "" : undefined}
      >
        {props.children}
      </div>
      {isOpen && <Panel>{props.panel}</Panel>}
    </div>
  );
}

/** The panel shows a line as it is now, and therefore not beside a past moment. */
function useShownKey(): LineKey | null {
  const [{ asOf }] = useFilters();
  const chosen = parseLineKey(useLineParameter());
  return asOf === null ? chosen : null;
}

/** Its place is there from the first response on, so that the list does not move. */
function Panel({ children }: { children: ReactNode }) {
  const t = useTranslations("reconciliation.panel");
  const isWide = useIsWide();
  // The code does not wait for the messages.
  useLazyModule(panel, isWide);
  const reading = <PanelStatus>{t("reading")}</PanelStatus>;
  return (
    <aside aria-label={t("label")} className="perf-page no-print w-[420px] shrink-0 max-lg:hidden">
      <div className="sticky top-0 h-[calc(100dvh-44px)] text-sm">
        {isWide ? (
          <WithoutMessages text={t("failed")}>
            <Suspense fallback={reading}>{children}</Suspense>
          </WithoutMessages>
        ) : (
          reading
        )}
      </div>
    </aside>
  );
}

/** The next line that is chosen tries to load them again. */
const WithoutMessages = catchError(({ text }: { text: string }) => (
  <PanelStatus>{text}</PanelStatus>
));

function PanelStatus({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="px-5 py-4 text-ink-3">
      {children}
    </p>
  );
}

type ChosenLineProps = { today: string; rights: CentreRights };

export function ChosenLine({ today, rights }: ChosenLineProps) {
  const t = useTranslations("reconciliation.panel");
  const lineKey = useShownKey();
  const { module: LinePanel, status } = useLazyModule(panel, true);
  if (lineKey === null) return null;
  if (LinePanel === null) {
    return <PanelStatus>{t(status === "failed" ? "failed" : "reading")}</PanelStatus>;
  }
  const may = (right: keyof LineRights) => rights[right]?.includes(lineKey.centreId) ?? true;
  return (
    <LinePanel
      {...{ lineKey, today }}
      rights={{ explain: may("explain"), note: may("note"), recount: may("recount") }}
    />
  );
}
