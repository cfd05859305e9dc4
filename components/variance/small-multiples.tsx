"use client";

/** Shows the same small chart for each centre, on one scale, in the order of the ranking. */
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { variancesQuery } from "@/lib/client/variances";
import { formatBusinessDate, formatDateRange } from "@/lib/domain/format";
import { linesAddress } from "@/lib/domain/screen/variance-filters";
import { rankBy, computeNetSpan } from "@/lib/domain/variance/ranking";
import { type SeriesPoint, buildSeries } from "@/lib/domain/variance/series";
import { IdleMount } from "../ui/lazy/idle-mount";
import { MultiplesTable } from "./multiples-table";
import { AsTable, Part } from "./part";
import { type CentreSeries, SmallCentre } from "./small-centre";
import { useShownCentres } from "./use-shown-centres";
import type { View } from "./view";
import { ACROSS } from "./views-grid";

export function SmallMultiples({ view }: { view: View }) {
  const t = useTranslations("variance.multiples");
  const language = useLocale();
  const { currency, filters, range, today } = view;
  const { centres, search, more } = useShownCentres(view);
  const query = useQuery({ ...variancesQuery(search, "centre-day"), enabled: centres.length > 0 });
  if (centres.length < 2) return null;
  const rows = query.data?.rows ?? [];
  const series = rankBy(centres, filters.rank).map((centre): CentreSeries => ({
    centreId: centre.centreId ?? "",
    name: centre.centreName ?? "",
    netMinor: centre.netMinor,
    points: buildSeries(
      rows.filter(({ centreId }) => centreId === centre.centreId),
      range,
      currency,
    ),
  }));
  const span = computeNetSpan(series.flatMap(({ points }) => points.map(({ sums }) => sums)));
  const formatDates = ({ from, to }: SeriesPoint) =>
    from === to ? formatBusinessDate(from, language, "short") : formatDateRange(from, to, language);
  const buildHref = ({ from, to }: SeriesPoint, centreId: string) =>
    linesAddress(filters, today, { from, to, centreIds: [centreId] });
  return (
    <Part
      id="multiples"
      title={t("title")}
      finding={more > 0 ? t("hint-more", { shown: centres.length }) : t("hint")}
      query={query}
      waiting="h-60"
      className={ACROSS}
    >
      <IdleMount heightClass="h-60">
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(150px,1fr))] gap-x-6 gap-y-4">
          {series.map((one) => (
            <SmallCentre
              key={one.centreId}
              {...{ view, span, formatDates, buildHref }}
              series={one}
            />
          ))}
        </ul>
      </IdleMount>
      <AsTable label={t("title")}>
        <MultiplesTable
          caption={t("caption", { currency })}
          series={series}
          currency={currency}
          formatDates={formatDates}
          buildHref={buildHref}
        />
      </AsTable>
    </Part>
  );
}
