"use client";

/** Shows what was short and over by reason and week, with the period before. */
import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { formatBusinessDate, formatDateRange, formatDifference } from "@/lib/domain/format";
import { NO_REASON } from "@/lib/domain/reason";
import { linesAddress } from "@/lib/domain/screen/variance-filters";
import type { StackSpan } from "@/lib/domain/variance/by-reason";
import { STACK_HEIGHT } from "../charts/chart-heights";
import { LazyChart } from "../charts/lazy-chart";
import { lazyModule } from "../ui/lazy/lazy-module";
import { AsTable, Part } from "./part";
import { useReasons } from "./use-reasons";
import type { View } from "./view";
import { WhyLegend } from "./why-legend";
import { WhyTable } from "./why-table";

const chart = lazyModule(() =>
  import("../charts/stacked-spans").then((charts) => charts.StackedSpans),
);

const DIFFERING = ["within-tolerance", "over", "short"] as const;

export function Why({ view }: { view: View }) {
  const t = useTranslations("variance.why");
  const language = useLocale();
  const { currency, filters, today } = view;
  const { query, stacks, drawn, table } = useReasons(view);
  const signed = (minor: number) => formatDifference(minor, currency, language);
  const shortOf = (wanted: boolean) =>
    stacks
      .filter(({ isCurrent }) => isCurrent === wanted)
      .flatMap(({ parts }) => parts.filter(({ reason }) => reason === NO_REASON))
      .reduce((sum, { shortMinor }) => sum + shortMinor, 0);
  const finding =
    table.total.changeMinor === null
      ? t("chart", { currency, unexplained: signed(shortOf(true)) })
      : t("chart-before", {
          currency,
          unexplained: signed(shortOf(true)),
          before: signed(shortOf(false)),
        });
  const links = useMemo(() => {
    const describe = (span: StackSpan) => {
      const dates = formatDateRange(span.from, span.to, language);
      if (!span.known) return t("span-unknown", { dates });
      const money = (minor: number) => formatDifference(minor, currency, language);
      const sum = (side: "shortMinor" | "overMinor") =>
        money(span.parts.reduce((total, part) => total + part[side], 0));
      return t("span", {
        dates,
        short: sum("shortMinor"),
        over: sum("overMinor"),
        net: money(span.netMinor),
      });
    };
    return {
      label: t("links", { currency }),
      hint: t("hint"),
      getKey: ({ from }: StackSpan) => from,
      getHref: ({ from, to }: StackSpan) =>
        linesAddress(filters, today, { from, to, verdicts: DIFFERING }),
      getText: describe,
      getName: (span: StackSpan) => t("link", { span: describe(span) }),
    };
  }, [t, language, currency, filters, today]);
  const rows = <WhyTable {...{ stacks, view }} reasons={table.rows.map(({ reason }) => reason)} />;
  const formatDate = ({ from }: StackSpan) =>
    formatBusinessDate(from, language, "short").split(" ").slice(1).join(" ");
  return (
    <Part id="why" title={t("title")} finding={t("finding")} query={query} waiting={STACK_HEIGHT}>
      <LazyChart
        chart={chart}
        finding={finding}
        heightClass={STACK_HEIGHT}
        hint={t("hint")}
        table={rows}
        chartProps={{
          spans: stacks,
          drawn,
          currency,
          finding,
          current: t("current"),
          formatDate,
          links,
        }}
      />
      <WhyLegend drawn={drawn} rows={table.rows} />
      <AsTable label={t("caption", { currency })}>{rows}</AsTable>
    </Part>
  );
}
