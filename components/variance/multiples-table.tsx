"use client";

/** Shows the small charts as one table: a row for each day, a column for each centre. */
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { SeriesPoint } from "@/lib/domain/variance/series";
import { Difference } from "../money/difference";

type MultiplesTableProps = {
  caption: string;
  /** These are the points of all centres over the same days. */
  series: readonly { centreId: string; name: string; points: readonly SeriesPoint[] }[];
  currency: string;
  formatDates: (point: SeriesPoint) => string;
  buildHref: (point: SeriesPoint, centreId: string) => string;
};

/** These stay visible while the rest is scrolled. */
const DATE = "sticky left-0 z-1 bg-sheet whitespace-nowrap!";
const HEAD = "sticky top-0 z-1 bg-sheet";

export function MultiplesTable(props: MultiplesTableProps) {
  const { caption, series, currency, formatDates, buildHref } = props;
  const t = useTranslations("variance.multiples");
  const days = series[0]?.points ?? [];
  return (
    <table className="ledger w-auto! [--cell:8px] [--edge:4px] [--row:28px]">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className={`${HEAD} left-0 z-2`}>
            {t("date")}
          </th>
          {series.map(({ centreId, name }) => (
            <th key={centreId} scope="col" className={`money ${HEAD}`}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map((day, index) => (
          <tr key={day.from}>
            <th scope="row" className={DATE}>
              {formatDates(day)}
            </th>
            {series.map(({ centreId, points }) => {
              const point = points[index];
              return (
                <td key={centreId} className="money">
                  {point?.known === true ? (
                    <Link
                      prefetch={false}
                      href={buildHref(point, centreId)}
                      className="text-inherit no-underline hover:underline"
                    >
                      <Difference minor={point.sums.netMinor} currency={currency} />
                    </Link>
                  ) : (
                    <Difference minor={null} currency={currency} />
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
