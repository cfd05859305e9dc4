"use client";

/**
 * Shows the net by weekday and shift. A cell opens the dates that it is made of, each with its
 * lines.
 */
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { variancesQuery } from "@/lib/client/variances";
import { DAY_NAMES } from "@/lib/domain/calendar-names";
import { formatDifference, readLanguage } from "@/lib/domain/format";
import { linesAddress } from "@/lib/domain/screen/variance-filters";
import { buildHeatTable } from "@/lib/domain/variance/heat-map";
import { CellDates } from "./cell-dates";
import { HeatTable } from "./heat-table";
import { Part } from "./part";
import { SumLink } from "./sum-link";
import type { View } from "./view";

/** Without a shift, it covers all of them. */
type Cell = { weekday: number; shiftId: string | null };

export function WeekdayShift({ view }: { view: View }) {
  const t = useTranslations("variance.heat");
  const language = useLocale();
  const { currency, filters, search, today } = view;
  const query = useQuery(variancesQuery(search, "weekday-shift"));
  const [open, setOpen] = useState<Cell | null>(null);
  const rows = query.data?.rows ?? [];
  const heat = buildHeatTable(rows, currency, ({ weekday, shiftId = "" }) => [
    String(weekday),
    shiftId,
  ]);
  const names = new Map(rows.map(({ shiftId = "", shiftName }) => [shiftId, shiftName ?? shiftId]));
  const getShiftName = (shiftId: string) => names.get(shiftId) ?? shiftId;
  const formatWeekday = (weekday: string) =>
    DAY_NAMES[readLanguage(language)].short[Number(weekday) % 7];
  const { furthest } = heat;
  const signed = (minor: number) => formatDifference(minor, currency, language);
  const buildTitle = ({ weekday, shiftId }: Cell) =>
    [formatWeekday(String(weekday)), ...(shiftId === null ? [] : [getShiftName(shiftId)])].join(
      ", ",
    );
  const opening = (weekday: string, shiftId: string | null) =>
    ({
      type: "button",
      "aria-haspopup": "dialog",
      onClick: () => setOpen({ weekday: Number(weekday), shiftId }),
      className: "min-h-6 w-full text-right hover:underline print:no-underline",
    }) as const;
  return (
    <Part
      id="weekday-shift"
      title={t("weekday-shift")}
      finding={
        furthest === null
          ? t("finding-none")
          : t("finding", {
              where: `${formatWeekday(furthest.row) ?? ""}, ${getShiftName(furthest.column)}`,
              net: signed(furthest.netMinor),
            })
      }
      beside={<p className="text-xs text-ink-3">{t("deeper", { currency })}</p>}
      query={query}
      waiting="h-80"
    >
      <HeatTable
        caption={`${t("weekday-shift")}, ${currency}`}
        heat={heat}
        currency={currency}
        rowHead={t("weekday")}
        rowName={formatWeekday}
        columnName={getShiftName}
        sum={({ row, column }, figure) =>
          row !== undefined ? (
            <button {...opening(row, null)}>{figure}</button>
          ) : (
            <SumLink
              href={linesAddress(
                filters,
                today,
                column === undefined ? {} : { shiftIds: [column] },
              )}
            >
              {figure}
            </SumLink>
          )
        }
        figure={({ row, column, netMinor }) => (
          <button {...opening(row, column)}>{signed(netMinor)}</button>
        )}
      />
      {open !== null && (
        <CellDates
          view={view}
          weekday={open.weekday}
          shiftId={open.shiftId}
          title={buildTitle(open)}
          onClose={() => setOpen(null)}
        />
      )}
    </Part>
  );
}
