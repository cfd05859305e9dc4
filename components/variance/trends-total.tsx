"use client";

/** Adds up the centres that can be compared; a centre without a period before would distort it. */
import { useLocale, useTranslations } from "next-intl";
import { formatDifference, formatMoney, formatRate } from "@/lib/domain/format";
import type { TrendData } from "./trend-data";

type TrendsTotalProps = { rows: readonly TrendData[]; currency: string };

export function TrendsTotal({ rows, currency }: TrendsTotalProps) {
  const t = useTranslations("variance.trends");
  const language = useLocale();
  const compared = rows.filter(({ change }) => change !== null);
  if (compared.length === 0) return null;
  const sum = (key: "now" | "before" | "change") =>
    Math.round(compared.reduce((total, row) => total + (row[key] ?? 0), 0));
  const distance = compared.reduce((total, { before }) => total + Math.abs(before ?? 0), 0);
  return (
    <tfoot>
      <tr>
        <th scope="row">{t("total", { count: compared.length, all: rows.length })}</th>
        <td className="money">{formatMoney(sum("now"), currency, language)}</td>
        <td className="money max-sm:hidden">{formatMoney(sum("before"), currency, language)}</td>
        <td className="money perf">{formatDifference(sum("change"), currency, language)}</td>
        <td className="money max-sm:hidden">
          {distance === 0
            ? "·"
            : `${formatRate(Math.round((sum("change") / distance) * 100), 0, language)}\u00a0%`}
        </td>
        <td />
        <td className="max-sm:hidden" />
        <td colSpan={2} className="max-md:hidden" />
      </tr>
    </tfoot>
  );
}
