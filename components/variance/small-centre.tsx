"use client";

/**
 * Shows one centre of many: its name and net, and its days as a small chart. All of them link to
 * their lines.
 */
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { formatDifference } from "@/lib/domain/format";
import { linesAddress } from "@/lib/domain/screen/variance-filters";
import type { Span } from "@/lib/domain/variance/ranking";
import { findPeak, type SeriesPoint } from "@/lib/domain/variance/series";
import { SmallDays } from "../charts/small-days";
import { Difference } from "../money/difference";
import type { View } from "./view";

/** These are the days of one centre. */
export type CentreSeries = {
  centreId: string;
  name: string;
  netMinor: number;
  points: readonly SeriesPoint[];
};

type SmallCentreProps = {
  view: View;
  series: CentreSeries;
  span: Span;
  formatDates: (point: SeriesPoint) => string;
  buildHref: (point: SeriesPoint, centreId: string) => string;
};

export function SmallCentre({ view, series, span, formatDates, buildHref }: SmallCentreProps) {
  const t = useTranslations("variance.multiples");
  const language = useLocale();
  const { currency, filters, today } = view;
  const { centreId, name, netMinor, points } = series;
  const signed = (minor: number) => formatDifference(minor, currency, language);
  const peak = signed(findPeak(points)?.sums.netMinor ?? 0);
  return (
    <li className="min-w-0 break-inside-avoid">
      <p className="flex items-baseline justify-between gap-2 text-sm">
        <Link
          prefetch={false}
          href={linesAddress(filters, today, { centreIds: [centreId] })}
          className="min-h-6 truncate leading-6 text-ink decoration-rule-strong"
        >
          {name}
        </Link>
        <Difference minor={netMinor} currency={currency} className="text-xs" />
      </p>
      <SmallDays
        points={points}
        span={span}
        title={t("chart", { name, net: signed(netMinor), peak })}
        links={{
          label: t("links", { name }),
          marks: points.map((point) => ({
            href: buildHref(point, centreId),
            label: t("link", {
              name,
              date: formatDates(point),
              net: point.known ? signed(point.sums.netMinor) : "·",
            }),
          })),
        }}
      />
    </li>
  );
}
