"use client";

/** The same small chart for each centre, on one scale, in the order of the ranking. */
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { variancesQuery } from "@/lib/client/variances";
import { formatBusinessDate, formatDateRange, formatDifference } from "@/lib/domain/format";
import { linesAddress } from "@/lib/domain/variance-filters";
import { rankBy, spanOfNets } from "@/lib/domain/variance-rank";
import { peakOf, type SeriesPoint, seriesOf } from "@/lib/domain/variance-series";
import { SmallDays } from "../charts/small-days";
import { Difference } from "../money/difference";
import { MultiplesTable } from "./multiples-table";
import { AsTable, Part } from "./part";
import { useShownCentres } from "./use-shown-centres";
import type { View } from "./view";

export function SmallMultiples({ view }: { view: View }) {
  const t = useTranslations("variance.multiples");
  const language = useLocale();
  const { currency, filters, range, today } = view;
  const { centres, search, more } = useShownCentres(view);
  const query = useQuery({ ...variancesQuery(search, "centre-day"), enabled: centres.length > 0 });
  if (centres.length < 2) return null;
  const rows = query.data?.rows ?? [];
  const series = rankBy(centres, filters.rank).map((centre) => ({
    ...{ centreId: centre.centreId ?? "", name: centre.centreName ?? "" },
    netMinor: centre.netMinor,
    points: seriesOf(
      rows.filter(({ centreId }) => centreId === centre.centreId),
      range,
      currency,
    ),
  }));
  const span = spanOfNets(series.flatMap(({ points }) => points.map(({ sums }) => sums)));
  const signed = (minor: number) => formatDifference(minor, currency, language);
  const dateOf = ({ from, to }: SeriesPoint) =>
    from === to ? formatBusinessDate(from, language, "short") : formatDateRange(from, to, language);
  const hrefOf = ({ from, to }: SeriesPoint, centreId: string) =>
    linesAddress(filters, today, { from, to, centreId });
  return (
    <Part
      id="multiples"
      title={t("title")}
      finding={more > 0 ? t("hint-more", { shown: centres.length }) : t("hint")}
      query={query}
      waiting="h-60"
      className="border-t border-rule px-edge py-5"
    >
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(150px,1fr))] gap-x-6 gap-y-4">
        {series.map(({ centreId, name, netMinor, points }) => {
          const peak = signed(peakOf(points)?.sums.netMinor ?? 0);
          return (
            <li key={centreId} className="min-w-0 break-inside-avoid">
              <p className="flex items-baseline justify-between gap-2 text-sm">
                <Link
                  prefetch={false}
                  href={linesAddress(filters, today, { centreId })}
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
                    href: hrefOf(point, centreId),
                    label: t("link", {
                      ...{ name, date: dateOf(point) },
                      net: point.known ? signed(point.sums.netMinor) : "·",
                    }),
                  })),
                }}
              />
            </li>
          );
        })}
      </ul>
      <AsTable label={t("title")}>
        <MultiplesTable
          caption={t("caption", { currency })}
          series={series}
          currency={currency}
          dateOf={dateOf}
          hrefOf={hrefOf}
        />
      </AsTable>
    </Part>
  );
}
