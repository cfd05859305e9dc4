"use client";

/** Shows the figures of the chart by day; each row links to its lines. */
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { SeriesPoint } from "@/lib/domain/variance/series";
import { Amount } from "../money/amount";
import { Difference } from "../money/difference";
import { MoneyHead } from "./money-head";

type ByDayTableProps = {
  points: readonly SeriesPoint[];
  currency: string;
  formatDates: (point: SeriesPoint) => string;
  buildHref: (point: SeriesPoint) => string;
};

export function ByDayTable({ points, currency, formatDates, buildHref }: ByDayTableProps) {
  const t = useTranslations("variance.by-day");
  return (
    <table className="ledger w-auto! [--edge:4px] [--row:28px]">
      <caption className="sr-only">{t("caption", { currency })}</caption>
      <thead>
        <tr>
          <th scope="col">{t("date")}</th>
          <MoneyHead>{t("short")}</MoneyHead>
          <MoneyHead>{t("over")}</MoneyHead>
          <MoneyHead className="perf">{t("net")}</MoneyHead>
          <MoneyHead>{t("added")}</MoneyHead>
        </tr>
      </thead>
      <tbody>
        {points.map((point) => (
          <tr key={point.from}>
            <th scope="row">
              <Link prefetch={false} href={buildHref(point)} className="whitespace-nowrap">
                {formatDates(point)}
              </Link>
            </th>
            <td className="money">
              <Amount minor={point.known ? point.sums.shortMinor : null} currency={currency} />
            </td>
            <td className="money">
              <Amount minor={point.known ? point.sums.overMinor : null} currency={currency} />
            </td>
            <td className="money perf">
              <Difference minor={point.known ? point.sums.netMinor : null} currency={currency} />
            </td>
            <td className="money">
              <Difference minor={point.cumulativeMinor} currency={currency} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
