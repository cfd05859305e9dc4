"use client";

/**
 * Draws the net of each day of one currency within a row. A day without lines has no bar; until the
 * days are known there is a band instead of a line at zero.
 */
import { useTranslations } from "next-intl";
import type { DayTotals } from "@/lib/contracts/reconciliation";
import { type DateRange, listDays } from "@/lib/domain/business-date";
import { judgeSum } from "@/lib/domain/screen/sum-verdict";

const WIDTH = 208;
const HEIGHT = 18;
const MIDDLE = HEIGHT / 2;
const BAR_PX_MIN = 0.75;
const BAR_SHARE = 0.8;

type NetSparkProps = {
  /** It is undefined while the days are read. */
  rows: DayTotals["rows"] | undefined;
  failed: boolean;
  from: string;
  /** These days are chosen; the others stand beside them. */
  search: DateRange;
  currency: string;
};

export function NetSpark({ rows, failed, from, search, currency }: NetSparkProps) {
  const t = useTranslations("chart");
  if (failed) return null;
  if (rows === undefined) {
    return (
      <span className="flex h-[18px] items-center gap-2 text-xs text-ink-3">
        <span aria-hidden="true" className="h-2 w-[208px] rounded-sm bg-band" />
        {t("reading")}
      </span>
    );
  }
  const days = listDays({ from, to: search.to });
  const known = new Map(rows.map((row) => [row.businessDate, row]));
  const most = Math.max(1, ...rows.map(({ netMinor }) => Math.abs(netMinor)));
  const band = WIDTH / days.length;
  return (
    <svg
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={t("spark", { currency, days: rows.length })}
      className="block"
    >
      {days.map((date, index) => {
        const row = known.get(date);
        if (row === undefined) return null;
        const height = Math.max(BAR_PX_MIN, (Math.abs(row.netMinor) / most) * (MIDDLE - 1));
        const isChosen = date >= search.from && date <= search.to;
        return (
          <rect
            key={date}
            x={index * band}
            y={row.netMinor > 0 ? MIDDLE - height : MIDDLE}
            width={band * BAR_SHARE}
            height={height}
            fillOpacity={isChosen ? 1 : 0.38}
            className={netFill(row)}
          />
        );
      })}
    </svg>
  );
}

/** It has the colour of its net only where a line of that day is outside its tolerance. */
export function netFill({ netMinor, shortLines, overLines }: DayTotals["rows"][number]): string {
  const verdict = judgeSum(netMinor, { short: shortLines, over: overLines });
  if (verdict === "short") return "fill-short-fill";
  return verdict === "over" ? "fill-over-fill" : "fill-ink-3";
}
