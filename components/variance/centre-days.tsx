"use client";

/** Shows the net by centre and day, by week where the days are many; a cell links to its lines. */
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { variancesQuery } from "@/lib/client/variances";
import { formatBusinessDate, formatDifference } from "@/lib/domain/format";
import { linesAddress } from "@/lib/domain/screen/variance-filters";
import { buildHeatTable } from "@/lib/domain/variance/heat-map";
import { buildPoints, chooseStep } from "@/lib/domain/variance/series";
import { usePrinting } from "../ui/lazy/use-printing";
import { HeatLegend } from "./heat-legend";
import { HeatTable } from "./heat-table";
import { IdleMount } from "../ui/lazy/idle-mount";
import { Part } from "./part";
import { SumLink } from "./sum-link";
import { useShownCentres } from "./use-shown-centres";
import type { View } from "./view";
import { ACROSS } from "./views-grid";

export function CentreDays({ view }: { view: View }) {
  const t = useTranslations("variance.heat");
  const language = useLocale();
  const { currency, filters, range, today } = view;
  const { query: ranking, centres, search, more } = useShownCentres(view);
  const days = useQuery({ ...variancesQuery(search, "centre-day"), enabled: centres.length > 0 });
  // Without centres their days are not requested: the ranking is what failed then.
  const query = centres.length === 0 ? ranking : days;
  const points = new Map(
    buildPoints(range).flatMap(({ days, ...point }) => days.map((day) => [day, point])),
  );
  const shown = centres.map(({ centreId = "" }) => centreId).sort();
  const known = new Map(centres.map(({ centreId = "", centreName }) => [centreId, centreName]));
  const rows = (days.data?.rows ?? []).toSorted(compareDates);
  const heat = buildHeatTable(rows, currency, ({ centreId = "", businessDate = "" }) => [
    centreId,
    points.get(businessDate)?.from ?? businessDate,
  ]);
  const inOrder = shownRows(heat.rows, centres);
  const pieces = usePrinting() ? splitForPrint(heat.columns) : [heat.columns];
  const { furthest } = heat;
  const signed = (minor: number) => formatDifference(minor, currency, language);
  const formatDate = (date: string) => formatBusinessDate(date, language, "short");
  const title = t(chooseStep(range) === "day" ? "centre-day" : "centre-week");
  return (
    <Part
      id="centre-day"
      title={title}
      finding={
        furthest === null
          ? t("finding-none")
          : t("finding", {
              where: `${known.get(furthest.row) ?? furthest.row}, ${formatDate(furthest.column)}`,
              net: signed(furthest.netMinor),
            })
      }
      beside={
        <p className="text-xs text-ink-3">
          {t("deeper", { currency })}
          {more > 0 && ` · ${t("first", { shown: centres.length })}`}
        </p>
      }
      query={query}
      waiting="h-96"
      className={ACROSS}
    >
      <IdleMount heightClass="h-96">
        <HeatLegend />
        {pieces.map((columns, index) => (
          <HeatTable
            key={columns[0]?.key ?? ""}
            opensAtEnd
            summed={index === pieces.length - 1}
            caption={`${title}, ${currency}`}
            heat={{ ...heat, rows: inOrder, columns }}
            currency={currency}
            rowHead={t("centre")}
            rowName={(id) => known.get(id) ?? id}
            columnName={formatDate}
            sum={({ row, column }, figure) => (
              <SumLink
                href={linesAddress(filters, today, {
                  ...(column === undefined ? {} : points.get(column)),
                  ...(row !== undefined
                    ? { centreIds: [row] }
                    : more > 0
                      ? { centreIds: shown }
                      : {}),
                })}
              >
                {figure}
              </SumLink>
            )}
            figure={({ row, column, netMinor }) => (
              <SumLink
                href={linesAddress(filters, today, {
                  ...(points.get(column) ?? { from: column, to: column }),
                  centreIds: [row],
                })}
              >
                {signed(netMinor)}
              </SumLink>
            )}
          />
        ))}
      </IdleMount>
    </Part>
  );
}

/** The rows in the order of the ranking. */
function shownRows<Row extends { key: string }>(
  rows: readonly Row[],
  centres: readonly { centreId?: string | undefined }[],
): Row[] {
  return centres.flatMap(({ centreId }) => rows.find(({ key }) => key === centreId) ?? []);
}

type Dated = { businessDate?: string | undefined };

function compareDates(a: Dated, b: Dated): number {
  return (a.businessDate ?? "") < (b.businessDate ?? "") ? -1 : 1;
}

/** Paper does not scroll: as many days as fit stand across it, and the rest below. */
function splitForPrint<Column>(columns: readonly Column[]): Column[][] {
  const count = Math.max(1, Math.ceil(columns.length / ACROSS_MAX));
  return Array.from({ length: count }, (_, at) =>
    columns.slice(at * ACROSS_MAX, (at + 1) * ACROSS_MAX),
  );
}

const ACROSS_MAX = 7;
