"use client";

/** The same small chart for each centre, on one scale, in the order of the ranking. */
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { variancesQuery } from "@/lib/client/variances";
import { formatDifference } from "@/lib/domain/format";
import { linesAddress } from "@/lib/domain/variance-filters";
import { rankBy, spanOfNets } from "@/lib/domain/variance-rank";
import { peakOf, seriesOf } from "@/lib/domain/variance-series";
import { SmallDays } from "../charts/small-days";
import { Difference } from "../money/difference";
import { Part } from "./part";
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
    centre,
    points: seriesOf(
      rows.filter(({ centreId }) => centreId === centre.centreId),
      range,
      currency,
    ),
  }));
  const span = spanOfNets(series.flatMap(({ points }) => points.map(({ sums }) => sums)));
  const signed = (minor: number) => formatDifference(minor, currency, language);
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
        {series.map(({ centre, points }) => {
          const peak = signed(peakOf(points)?.sums.netMinor ?? 0);
          const name = centre.centreName ?? "";
          return (
            <li key={centre.centreId}>
              <p className="flex items-baseline justify-between gap-2 text-sm">
                <Link
                  prefetch={false}
                  href={linesAddress(filters, today, { centreId: centre.centreId ?? "" })}
                  className="truncate text-ink decoration-rule-strong"
                >
                  {name}
                </Link>
                <Difference minor={centre.netMinor} currency={currency} className="text-xs" />
              </p>
              <SmallDays
                points={points}
                span={span}
                title={t("chart", { name, net: signed(centre.netMinor), peak })}
              />
            </li>
          );
        })}
      </ul>
    </Part>
  );
}
