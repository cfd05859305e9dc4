"use client";

/**
 * Loads a chart and renders it when it scrolls into view. Its height is reserved and its
 * description is there for screen readers from the start. A page that is printed before the chart
 * has loaded shows its table.
 */
import { useTranslations } from "next-intl";
import { type ComponentType, type ReactNode, useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { useDeferredRender, whenIdle } from "../ui/lazy/idle-mount";
import { type LazyModule, useLazyModule } from "../ui/lazy/lazy-module";
import { ChartHint } from "./chart-hint";

type LazyChartProps<Props> = {
  chart: LazyModule<ComponentType<Props>>;
  chartProps: Props;
  /** Describes in a sentence what the chart shows. */
  finding: string;
  /** This class sets the height of the chart. */
  heightClass: string;
  /** This text stands below the chart while none of its marks is hovered or focused. */
  hint: string;
  table: ReactNode;
};

export function LazyChart<Props extends object>(props: LazyChartProps<Props>) {
  const { chart, chartProps, finding, heightClass, hint, table } = props;
  const t = useTranslations("ui");
  const { ref, reveal, shouldLoad, shouldRender, isPrinting } = useDeferredRender();
  const { module: Chart, status } = useLazyModule(chart, shouldLoad);
  const isReady = Chart !== null && shouldRender;
  const isIdle = useIdle(isReady);
  return (
    <div ref={ref} onFocus={reveal} className="@container">
      {isReady && (isIdle || isPrinting) ? (
        <Chart {...chartProps} />
      ) : isPrinting ? (
        table
      ) : (
        <>
          <div role="img" aria-label={finding} className={heightClass} />
          {status === "failed" ? (
            <p role="status" className="pt-1 text-xs text-uncounted">
              {t("part-lost")}
            </p>
          ) : (
            <ChartHint>{hint}</ChartHint>
          )}
        </>
      )}
    </div>
  );
}

/**
 * Each chart waits for an idle callback of its own: rendering several at once would block input.
 */
function useIdle(isReady: boolean): boolean {
  const [isIdle, setIsIdle] = useState(false);
  useEffect(() => {
    if (isReady) return whenIdle(() => flushSync(() => setIsIdle(true)));
  }, [isReady]);
  return isIdle;
}
