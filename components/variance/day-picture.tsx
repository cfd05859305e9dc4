"use client";

/** Shows the days of one currency: a sentence about them, the chart, and the same as a table. */
import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { formatBusinessDate, formatDateRange, formatDifference } from "@/lib/domain/format";
import { linesAddress } from "@/lib/domain/screen/variance-filters";
import {
  type DatedSums,
  findPeak,
  type SeriesPoint,
  buildSeries,
  chooseStep,
} from "@/lib/domain/variance/series";
import { LazyChart } from "../charts/lazy-chart";
import { DAY_CHART_HEIGHT } from "../charts/chart-heights";
import { lazyModule } from "../ui/lazy/lazy-module";
import { ByDayTable } from "./by-day-table";
import { AsTable } from "./part";
import type { View } from "./view";

const chart = lazyModule(() => import("../charts/day-chart").then((charts) => charts.DayChart));

type DayPictureProps = { view: View; rows: readonly DatedSums[] };

export function DayPicture({ view, rows }: DayPictureProps) {
  const t = useTranslations("variance.by-day");
  const language = useLocale();
  const { range, currency, filters, today } = view;
  const points = useMemo(() => buildSeries(rows, range, currency), [rows, range, currency]);
  const peak = findPeak(points);
  const signed = (minor: number) => formatDifference(minor, currency, language);
  const formatDates = ({ from, to }: SeriesPoint) =>
    from === to ? formatBusinessDate(from, language, "short") : formatDateRange(from, to, language);
  const buildHref = ({ from, to }: SeriesPoint) => linesAddress(filters, today, { from, to });
  const net = signed(points.at(-1)?.cumulativeMinor ?? 0);
  const finding =
    peak === null
      ? t("finding-none")
      : t("finding", { date: formatDates(peak), peak: signed(peak.sums.netMinor), net, currency });
  const describePoint = (point: SeriesPoint) =>
    point.known
      ? t("point", {
          date: formatDates(point),
          net: signed(point.sums.netMinor),
          short: signed(point.sums.shortMinor),
          over: signed(point.sums.overMinor),
          cumulative: signed(point.cumulativeMinor),
        })
      : t("point-unknown", { date: formatDates(point) });
  const title = `${t(chooseStep(range) === "day" ? "title" : "title-weeks")}, ${currency}`;
  const table = <ByDayTable {...{ points, currency, formatDates, buildHref }} />;
  return (
    <>
      <p className="mb-2 max-w-[90ch] text-sm text-ink-2">{finding}</p>
      <LazyChart
        chart={chart}
        finding={finding}
        heightClass={DAY_CHART_HEIGHT}
        hint={t("hint")}
        table={table}
        chartProps={{
          points,
          currency,
          finding,
          cumulative: t("cumulative", { net }),
          peak:
            peak === null
              ? null
              : {
                  index: points.indexOf(peak),
                  text: `${formatDates(peak)}: ${signed(peak.sums.netMinor)}`,
                },
          links: {
            label: t("links", { currency }),
            hint: t("hint"),
            getKey: ({ from }) => from,
            getHref: buildHref,
            getText: describePoint,
            getName: (point) => t("link", { point: describePoint(point) }),
          },
        }}
      />
      <AsTable label={title}>{table}</AsTable>
    </>
  );
}
