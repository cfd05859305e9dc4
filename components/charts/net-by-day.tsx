"use client";

/**
 * Shows the net difference of each business date around the chosen ones, in one currency: as a
 * small chart, and as a table.
 */
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { DayTotals } from "@/lib/contracts/reconciliation";
import type { DateRange } from "@/lib/domain/business-date";
import { formatBusinessDate, formatDifference } from "@/lib/domain/format";
import { Amount } from "../money/amount";
import { SumDifference } from "../money/sum-difference";
import { NetBars } from "./net-bars";

type NetByDayProps = {
  /** It is undefined while the days are read. */
  rows: DayTotals["rows"] | undefined;
  /** It says that the days could not be read, and tries again. */
  failed: ReactNode;
  search: DateRange;
  /** The first day of the chart, which may lie before the chosen ones. */
  from: string;
  currencies: readonly string[];
};

export function NetByDay({ rows: all, failed, search, from, currencies }: NetByDayProps) {
  const t = useTranslations("chart");
  const language = useLocale();
  const [wanted, setWanted] = useState<string | null>(null);
  const currency = wanted !== null && currencies.includes(wanted) ? wanted : currencies[0];
  if (currency === undefined) return null;
  const rows = all?.filter((row) => row.currency === currency);
  const chosen = { from: search.from, to: search.to };
  return (
    <figure className="min-w-0 pt-2">
      <figcaption className="mb-1.5 flex flex-wrap items-baseline gap-x-2 text-xs text-ink-2">
        <span>{t("net-by-date", { currency })}</span>
        {from !== search.from && <span className="text-ink-3">{t("chosen-in-ink")}</span>}
        {currencies.length > 1 && (
          <select
            aria-label={t("currency")}
            value={currency}
            onChange={({ target }) => setWanted(target.value)}
            className="control no-print ml-auto h-6 px-1 text-xs"
          >
            {currencies.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        )}
      </figcaption>
      {rows === undefined ? (
        <div className="grid h-[104px] place-items-center bg-band text-xs text-ink-2">
          {failed ?? <span role="status">{t("reading")}</span>}
        </div>
      ) : (
        <NetBars
          rows={rows}
          from={from}
          chosen={chosen}
          title={describeFinding(rows)}
          currency={currency}
        />
      )}
      <TableOfDays rows={rows ?? []} currency={currency} />
    </figure>
  );

  /** Describes in a sentence what the chart shows. */
  function describeFinding(shown: DayTotals["rows"]): string {
    const worst = shown.reduce<DayTotals["rows"][number] | null>(
      (most, row) =>
        most === null || Math.abs(row.netMinor) > Math.abs(most.netMinor) ? row : most,
      null,
    );
    if (worst === null || worst.netMinor === 0)
      return t("finding-none", { currency: currency ?? "" });
    return t("finding", {
      days: shown.length,
      date: formatBusinessDate(worst.businessDate, language, "short"),
      net: formatDifference(worst.netMinor, worst.currency, language),
      currency: worst.currency,
    });
  }
}

function TableOfDays({ rows, currency }: { rows: DayTotals["rows"]; currency: string }) {
  const t = useTranslations("chart");
  const language = useLocale();
  return (
    <details className="no-print mt-1 text-xs">
      <summary className="w-fit text-accent">{t("as-table")}</summary>
      <div
        className="mt-1 max-h-60 overflow-y-auto"
        tabIndex={0}
        role="region"
        aria-label={t("as-table")}
      >
        <table className="ledger [--edge:4px] [--row:24px]">
          <caption className="sr-only">{t("net-by-date", { currency })}</caption>
          <thead>
            <tr>
              <th scope="col">{t("date")}</th>
              <th scope="col" className="money">
                {t("short")}
              </th>
              <th scope="col" className="money">
                {t("over")}
              </th>
              <th scope="col" className="money perf">
                {t("net")}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.businessDate}>
                <th scope="row">{formatBusinessDate(row.businessDate, language, "short")}</th>
                <td className="money">
                  <Amount minor={row.shortMinor} currency={currency} />
                </td>
                <td className="money">
                  <Amount minor={row.overMinor} currency={currency} />
                </td>
                <td className="money perf">
                  <SumDifference
                    minor={row.netMinor}
                    currency={currency}
                    outside={{ short: row.shortLines, over: row.overLines }}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
