"use client";

/**
 * Shows the totals of one currency: of this period, the one before it, and a year before. It
 * scrolls by itself where amounts are long.
 */
import { useTranslations } from "next-intl";
import type { VarianceSummary } from "@/lib/contracts/variance";
import { SidewaysScroller, STAYS } from "../ui/sideways-scroller";
import { StatementRow } from "./statement-row";
import type { View } from "./view";

type StatementTableProps = { view: View; summary: VarianceSummary; narrow?: boolean };

export function StatementTable({ view, summary, narrow = false }: StatementTableProps) {
  const t = useTranslations("variance.statement");
  const { currency } = view;
  const title = t("title", { currency });
  const periods = [
    { name: "current", ...summary.current },
    { name: "before", ...summary.before },
    { name: "year-before", ...summary.yearBefore },
  ] as const;
  return (
    <SidewaysScroller label={title}>
      <table className="w-full border-separate border-spacing-0">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr className="[&>th]:pl-4 [&>th]:text-right [&>th]:text-xs [&>th]:font-normal [&>th]:text-ink-2 [&>th:first-child]:pl-0 max-sm:[&>th]:pl-2">
            <th scope="col" className={STAYS}>
              <span className="sr-only">{t("period")}</span>
            </th>
            <th scope="col">{t("net")}</th>
            <th scope="col">{t("short")}</th>
            <th scope="col">{t("over")}</th>
            {!narrow && (
              <>
                <th scope="col" className="max-sm:hidden">
                  {t("rate")}
                </th>
                <th scope="col" className="max-sm:hidden">
                  {t("counted")}
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {periods.map(({ name, from, to, totals }) => (
            <StatementRow
              key={name}
              {...{ view, name, from, to, narrow }}
              total={totals.find((total) => total.currency === currency)}
            />
          ))}
        </tbody>
      </table>
    </SidewaysScroller>
  );
}
