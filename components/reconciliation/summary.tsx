"use client";

/**
 * The head of the list: a strip with the totals of the lines that are shown. Its sentences open
 * beside a button, and the chart of the days below it.
 */
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { memo, type ReactNode, useState } from "react";
import { dayTotalsQuery } from "@/lib/client/reconciliations";
import type { Total } from "@/lib/contracts/reconciliation";
import { addDays, countRangeDays } from "@/lib/domain/business-date";
import { formatDateRange } from "@/lib/domain/format";
import type { LineFilter } from "@/lib/domain/line-filter";
import { NetSpark } from "../charts/net-spark";
import { rememberChart } from "../shell/preferences";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { lazyModule, useLazyModule } from "../ui/lazy/lazy-module";
import { Popover } from "../ui/popover";
import { Statement } from "./statement";
import { StatementSentences } from "./statement-sentences";
import { countLines } from "./totals-rows";
import { useLastKnown } from "./use-last-known";

/** Its place is reserved, because most readers leave it folded and do without its code. */
const chartModule = lazyModule(() =>
  import("../charts/net-by-day").then((module) => module.NetByDay),
);

/** Fewer days than these would show no rhythm, so the chart looks further back. */
const DAYS_MIN = 14;

type SummaryProps = {
  search: LineFilter;
  /** The totals of the lines that are shown; undefined while they are read. */
  totals: readonly Total[] | undefined;
  /** The currencies of the chosen centres, which are known before any figure is. */
  currencies: readonly string[];
  chartOpen: boolean;
  /** It stands with the sentences on a phone. */
  freshness: ReactNode;
};

/** It stays as it is while further lines are loaded. */
export const Summary = memo(function Summary(props: SummaryProps) {
  const { search, totals, currencies, chartOpen, freshness } = props;
  const t = useTranslations("reconciliation.statement");
  const chart = useTranslations("chart");
  const language = useLocale();
  const [open, setOpen] = useState(chartOpen);
  const { module: NetByDay } = useLazyModule(chartModule, open);
  const sorted = [...(totals ?? [])].sort((a, b) => countLines(b).all - countLines(a).all);
  const rows = useLastKnown(totals && sorted.map(({ currency }) => currency)) ?? currencies;
  const from =
    countRangeDays(search) >= DAYS_MIN ? search.from : addDays(search.to, -(DAYS_MIN - 1));
  const days = useQuery(dayTotalsQuery({ ...search, from }));
  const failed = days.data === undefined && (days.isError || days.fetchStatus === "paused");
  const toggle = () => {
    rememberChart(!open);
    setOpen(!open);
  };
  const retry = <DaysFailed onRetry={() => void days.refetch()} />;
  return (
    <section aria-labelledby="summary" className="relative border-y border-rule px-edge pb-1.5">
      <h2 id="summary" className="sr-only">
        {t("title")}
      </h2>
      <Statement
        totals={totals === undefined ? undefined : sorted}
        currencies={rows}
        pictureHead={
          failed
            ? retry
            : chart("net-by-day", { dates: formatDateRange(from, search.to, language) })
        }
        picture={(currency) => (
          <NetSpark
            rows={days.data?.filter((row) => row.currency === currency)}
            failed={failed}
            {...{ from, search, currency }}
          />
        )}
      />
      <div className="no-print absolute top-0 right-(--edge) flex items-center gap-1 pt-px max-sm:right-auto max-sm:left-(--edge)">
        <Popover
          label={t("about")}
          align="end"
          className="grid w-[min(440px,calc(100vw-32px))] gap-2 px-4 py-3 text-sm"
          trigger={(control) => (
            <button
              {...control}
              type="button"
              aria-label={t("about")}
              title={t("about")}
              className="grid size-6 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
            >
              <Icon name="info" className="size-3.5" />
            </button>
          )}
        >
          {totals === undefined ? (
            t("reading")
          ) : (
            <StatementSentences totals={sorted} className="grid gap-2" />
          )}
          <div className="sm:hidden">{freshness}</div>
        </Popover>
        <Button
          size="small"
          onClick={toggle}
          aria-expanded={open}
          aria-controls="net-by-day"
          className="h-5! max-sm:hidden"
        >
          {chart("toggle")}
          <Icon name={open ? "chevron-up" : "chevron-down"} className="size-3" />
        </Button>
      </div>
      <div id="net-by-day" className={open ? "min-h-[168px]" : undefined}>
        {open && NetByDay !== null && (
          <NetByDay
            rows={days.data}
            failed={failed ? retry : null}
            currencies={rows}
            {...{ search, from }}
          />
        )}
      </div>
      {totals !== undefined && (
        <StatementSentences totals={sorted} className="print-only pt-2 text-sm text-ink-2" />
      )}
    </section>
  );
});

/** It stands where the days would. */
function DaysFailed({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations("chart");
  return (
    <span role="alert" className="inline-flex items-center gap-2 text-uncounted">
      <Icon name="warn" className="size-3.5" />
      {t("failed")}
      <button type="button" className="text-accent underline" onClick={onRetry}>
        {t("try-again")}
      </button>
    </span>
  );
}
