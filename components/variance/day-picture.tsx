"use client";

/** The days of one currency: what they show in a sentence, the chart, and the same as a table. */
import { useLocale, useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { formatBusinessDate, formatDateRange, formatDifference } from "@/lib/domain/format";
import { linesAddress } from "@/lib/domain/variance-filters";
import {
  type DatedSums,
  peakOf,
  type SeriesPoint,
  seriesOf,
  stepOf,
} from "@/lib/domain/variance-series";
import { ByDayTable } from "./by-day-table";
import { AsTable } from "./part";
import type { View } from "./view";

/** As high as the chart will be, so that nothing moves when it comes. */
export const DAYS_WAITING = "h-[234px] sm:h-[276px]";

const DayChart = dynamic(() => import("../charts/day-chart").then((charts) => charts.DayChart), {
  ssr: false,
  loading: () => <div className={DAYS_WAITING} />,
});

type DayPictureProps = { view: View; rows: readonly DatedSums[] };

export function DayPicture({ view, rows }: DayPictureProps) {
  const t = useTranslations("variance.by-day");
  const language = useLocale();
  const { range, currency, filters, today } = view;
  const [pointed, setPointed] = useState<number | null>(null);
  const points = useMemo(() => seriesOf(rows, range, currency), [rows, range, currency]);
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
  const title = `${t(stepOf(range) === "day" ? "title" : "title-weeks")}, ${currency}`;
  return (
    <>
      <p className="mb-2 max-w-[90ch] text-sm text-ink-2">{finding}</p>
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
          label: t("links", { currency }),
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
      <AsTable label={title}>
        <ByDayTable points={points} currency={currency} dateOf={dateOf} hrefOf={hrefOf} />
      </AsTable>
    </>
  );
}
