"use client";

/**
 * A chart that is fetched and drawn when it is wanted. Its room is kept from the first, and so is
 * its sentence, for who hears the page. What is printed before it has come is its table.
 */
import { useTranslations } from "next-intl";
import { type ComponentType, type ReactNode, useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { type Fetched, useFetched } from "../ui/fetched";
import { whenIdle } from "../ui/when-idle";
import { ChartHint } from "./chart-hint";
import { useInView } from "./use-in-view";

type ChartInViewProps<Props> = {
  chart: Fetched<ComponentType<Props>>;
  props: Props;
  /** What the chart shows, in a sentence. */
  finding: string;
  /** As high as the chart will be, as a class. */
  room: string;
  /** What stands below the chart until one of its marks is pointed at. */
  hint: string;
  table: ReactNode;
};

export function ChartInView<Props extends object>(given: ChartInViewProps<Props>) {
  const { chart, props, finding, room, hint, table } = given;
  const t = useTranslations("ui");
  const { frame, see, wanted, drawn, printing } = useInView();
  const { part: Chart, stage } = useFetched(chart, wanted);
  const ready = Chart !== null && drawn;
  const turn = useTurn(ready);
  return (
    <div ref={frame} onFocus={see} className="@container">
      {ready && (turn || printing) ? (
        <Chart {...props} />
      ) : printing ? (
        table
      ) : (
        <>
          <div role="img" aria-label={finding} className={room} />
          {stage === "lost" ? (
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

/** One chart for each idle moment: several at once would keep who scrolls waiting. */
function useTurn(ready: boolean): boolean {
  const [turn, setTurn] = useState(false);
  useEffect(() => {
    if (ready) return whenIdle(() => flushSync(() => setTurn(true)));
  }, [ready]);
  return turn;
}
