"use client";

/** Short, over and net by day, and the net added up; by week where the days are many. */
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { variancesQuery } from "@/lib/client/variances";
import { formatBusinessDate, formatDateRange, formatDifference } from "@/lib/domain/format";
import { linesAddress } from "@/lib/domain/variance-filters";
import { peakOf, type SeriesPoint, seriesOf, stepOf } from "@/lib/domain/variance-series";
import { ByDayTable } from "./by-day-table";
import { Legend } from "./legend";
import { AsTable, Part } from "./part";
import type { View } from "./view";

const WAITING = "h-[234px] sm:h-[276px]";

const DayChart = dynamic(() => import("../charts/day-chart").then((charts) => charts.DayChart), {
  ssr: false,
  loading: () => <div className={WAITING} />,
});

export function ByDay({ view }: { view: View }) {
  const t = useTranslations("variance.by-day");
  const language = useLocale();
  const { range, currency, search, filters, today } = view;
  const query = useQuery(variancesQuery(search, "day"));
  const [pointed, setPointed] = useState<number | null>(null);
  const points = useMemo(
    () => seriesOf(query.data?.rows ?? [], range, currency),
    [query.data, range, currency],
  );
  const step = stepOf(range);
  const peak = peakOf(points);
  const signed = (minor: number) => formatDifference(minor, currency, language);
  const dateOf = ({ from, to }: SeriesPoint) =>
    from === to ? formatBusinessDate(from, language, "short") : formatDateRange(from, to, language);
  const hrefOf = ({ from, to }: SeriesPoint) => linesAddress(filters, today, { from, to });
  const net = signed(points.at(-1)?.cumulativeMinor ?? 0);
  const finding =
    peak === null
      ? t("finding-none")
      : t("finding", { date: dateOf(peak), peak: signed(peak.sums.netMinor), net, currency });
  const said = (point: SeriesPoint) =>
    point.known
      ? t("point", {
          date: dateOf(point),
          net: signed(point.sums.netMinor),
          short: signed(point.sums.shortMinor),
          over: signed(point.sums.overMinor),
          cumulative: signed(point.cumulativeMinor),
        })
      : t("point-unknown", { date: dateOf(point) });
  const shown = pointed === null ? undefined : points[pointed];
  return (
    <Part
      id="by-day"
      title={t(step === "day" ? "title" : "title-weeks")}
      finding={finding}
      beside={<Legend />}
      query={query}
      waiting={WAITING}
      className="border-b border-rule px-edge py-5"
    >
      <DayChart
        points={points}
        currency={currency}
        finding={finding}
        cumulative={t("cumulative", { net })}
        peak={
          peak === null
            ? null
            : {
                index: points.indexOf(peak),
                text: `${dateOf(peak)}: ${signed(peak.sums.netMinor)}`,
              }
        }
        links={{
          label: t("links"),
          marks: points.map((point) => ({
            href: hrefOf(point),
            label: t("link", { point: said(point) }),
          })),
        }}
        onPoint={setPointed}
      />
      <p aria-hidden="true" className="no-print min-h-5 pt-1 text-xs text-ink-2 max-sm:min-h-8">
        {shown === undefined ? t("hint") : said(shown)}
      </p>
      <AsTable label={t("title")}>
        <ByDayTable points={points} currency={currency} dateOf={dateOf} hrefOf={hrefOf} />
      </AsTable>
    </Part>
  );
}
