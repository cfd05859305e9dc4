"use client";

/** Shows the sums of the centres that can be compared. */
import { useLocale, useTranslations } from "next-intl";
import { formatDifference, formatMoney, formatRate } from "@/lib/domain/format";
import type { TrendSummary } from "@/lib/domain/variance/rank-trends";
import { STAYS_IN_LEDGER } from "../ui/sideways-scroller";

export function TrendsTotal({ summary }: { summary: TrendSummary }) {
  const t = useTranslations("variance.trends");
  const language = useLocale();
  const { currency, compared, count } = summary;
  const { now, before, change, distance } = compared;
  if (compared.count === 0) return null;
  return (
    <tfoot>
      <tr>
        <th scope="row" className={STAYS_IN_LEDGER}>
          {t("total", { count: compared.count, all: count })}
        </th>
        <td className="money">{formatMoney(now, currency, language)}</td>
        <td className="money max-sm:hidden">{formatMoney(before, currency, language)}</td>
        <td className="money perf">{formatDifference(change, currency, language)}</td>
        <td className="money max-sm:hidden">
          {distance === 0
            ? "·"
            : `${formatRate(Math.round((change / distance) * 100), 0, language)}\u00a0%`}
        </td>
        <td />
        <td className="max-sm:hidden" />
        <td colSpan={2} className="max-md:hidden" />
      </tr>
    </tfoot>
  );
}
