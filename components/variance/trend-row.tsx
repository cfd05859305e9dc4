"use client";

/** Shows one centre; its name narrows the page to it, and then leads to its lines. */
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { formatRate } from "@/lib/domain/format";
import { linesAddress, variancesAddress } from "@/lib/domain/screen/variance-filters";
import type { Span } from "@/lib/domain/variance/ranking";
import type { TrendDirection } from "@/lib/domain/variance/trend";
import { RangeGauge } from "../charts/range-gauge";
import { Sparkline } from "../charts/sparkline";
import { classNames } from "../ui/class-names";
import { Icon } from "../ui/icon";
import { STAYS_IN_LEDGER } from "../ui/sideways-scroller";
import type { TrendData } from "./trend-data";
import { useTrendFormat } from "./use-trend-format";
import type { View } from "./view";

const ARROWS: Record<TrendDirection, "arrow-up" | "arrow-down" | "minus" | null> = {
  worse: "arrow-up",
  better: "arrow-down",
  steady: "minus",
  unknown: null,
};

type TrendRowProps = { row: TrendData; span: Span; view: View };

export function TrendRow({ row, span, view }: TrendRowProps) {
  const t = useTranslations("variance.trends");
  const language = useLocale();
  const { filters, today, currency } = view;
  const { centreId, now, before, change, share, direction } = row;
  const format = useTrendFormat(filters.measure, currency);
  const isAlone = filters.centreIds.length === 1 && filters.centreIds[0] === centreId;
  const arrow = ARROWS[direction];
  return (
    <tr>
      <th scope="row" className={`${STAYS_IN_LEDGER} whitespace-normal!`}>
        <Link
          prefetch={false}
          href={
            isAlone
              ? linesAddress(filters, today, { differencesOnly: true })
              : variancesAddress(filters, today, { centreIds: [centreId], part: "why" })
          }
          className="text-ink decoration-rule-strong"
        >
          {row.centreName}
        </Link>
      </th>
      <td className="money">{format(now)}</td>
      <td className="money text-ink-2 max-sm:hidden">{format(before)}</td>
      <td className="money perf font-semibold! text-ink!">{format(change, { signed: true })}</td>
      <td className="money text-ink-2 max-sm:hidden">
        {share === null ? "·" : `${formatRate(Math.round(share * 100), 0, language)}\u00a0%`}
      </td>
      <td
        className={classNames(
          "sm:whitespace-nowrap",
          direction === "worse" ? "font-semibold text-ink" : "text-ink-2",
        )}
      >
        {arrow !== null && <Icon name={arrow} className="mr-1.5 inline size-3 align-[-1px]" />}
        {t(`directions.${direction}`)}
      </td>
      <td className="max-sm:hidden">
        <Sparkline weeks={row.weeks} />
      </td>
      <RangeCells row={row} span={span} format={format} />
    </tr>
  );
}

type RangeCellsProps = { row: TrendData; span: Span; format: ReturnType<typeof useTrendFormat> };

function RangeCells({ row, span, format }: RangeCellsProps) {
  const t = useTranslations("variance.trends");
  const { now, low, high, position } = row;
  if (now === null || low === null || high === null || position === null) {
    return (
      <td colSpan={2} className="text-ink-3 max-md:hidden">
        {t("no-range")}
      </td>
    );
  }
  const range = t("from-to", {
    low: format(low, { whole: true }),
    high: format(high, { whole: true }),
  });
  const isOutside = position !== "inside";
  return (
    <>
      <td className="max-md:hidden print:hidden">
        <RangeGauge
          {...{ now, low, high, span, isOutside }}
          label={t("gauge", { now: format(now), range })}
        />
      </td>
      <td
        className={classNames(
          "whitespace-nowrap max-md:hidden",
          isOutside ? "font-medium text-uncounted" : "text-ink-2",
        )}
      >
        {t(`positions.${position}`)}
        <span className="ml-1 text-xs font-normal text-ink-3">{range}</span>
      </td>
    </>
  );
}
