"use client";

/** Shows the ranking as a table: bars for pointers, names and figures for everyone. */
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { VarianceRow } from "@/lib/contracts/variance";
import { formatDifference, formatRate, formatShare } from "@/lib/domain/format";
import {
  computeCoverage,
  computeRatePerThousand,
  computeRatePerTickets,
  type SumsWithTickets,
} from "@/lib/domain/variance/variance";
import { linesAddress } from "@/lib/domain/screen/variance-filters";
import { cancelsOut } from "@/lib/domain/variance/cancelling-differences";
import { computeSpan } from "@/lib/domain/variance/ranking";
import { COVERAGE_USUAL } from "@/lib/domain/variance/patterns";
import { SideBars } from "../charts/side-bars";
import { Difference } from "../money/difference";
import { classNames } from "../ui/class-names";
import { STAYS_IN_LEDGER } from "../ui/sideways-scroller";
import { MoneyHead } from "./money-head";
import { PartTable } from "./part-table";
import type { View } from "./view";

type CentresTableProps = {
  rows: readonly VarianceRow[];
  total: SumsWithTickets;
  count: number;
  view: View;
};

export function CentresTable({ rows, total, count, view }: CentresTableProps) {
  const t = useTranslations("variance.centres");
  const { currency, filters, today } = view;
  const span = computeSpan(rows);
  return (
    <>
      <PartTable caption={t("caption", { currency })} className="[--row:32px]">
        <thead>
          <tr>
            <th scope="col" className={STAYS_IN_LEDGER}>
              {t("centre")}
            </th>
            <th scope="col" className="w-[184px] max-sm:hidden print:hidden">
              {t("bars")}
            </th>
            <MoneyHead>{t("net")}</MoneyHead>
            <MoneyHead>{t("short")}</MoneyHead>
            <MoneyHead>{t("over")}</MoneyHead>
            <MoneyHead className="max-sm:hidden">{t("rate")}</MoneyHead>
            <MoneyHead className="max-sm:hidden">{t("tickets")}</MoneyHead>
            <MoneyHead className="max-sm:hidden">{t("coverage")}</MoneyHead>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const quiet = cancelsOut(row);
            const { centreId = "" } = row;
            return (
              <tr key={centreId} className={quiet ? "[&>*]:bg-uncounted-wash" : undefined}>
                <th scope="row" className={STAYS_IN_LEDGER}>
                  <Link
                    prefetch={false}
                    href={linesAddress(filters, today, { centreIds: [centreId] })}
                    className="text-ink decoration-rule-strong"
                  >
                    {row.centreName}
                  </Link>
                  {quiet && <span className="sr-only"> {t("quiet")}</span>}
                </th>
                <td className="max-sm:hidden print:hidden">
                  <Link
                    prefetch={false}
                    href={linesAddress(filters, today, { centreIds: [centreId] })}
                    tabIndex={-1}
                    aria-hidden="true"
                  >
                    <SideBars sums={row} span={span} />
                  </Link>
                </td>
                <Figures sums={row} currency={currency} />
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className={STAYS_IN_LEDGER}>
              {t("total", { count })}
            </th>
            <td className="max-sm:hidden print:hidden" />
            <Figures sums={total} currency={currency} />
          </tr>
        </tfoot>
      </PartTable>
      {rows.some(cancelsOut) && <QuietLegend />}
    </>
  );
}

/** Explains the ground of the rows that have one. */
function QuietLegend() {
  const t = useTranslations("variance.centres");
  return (
    <p className="flex items-center gap-1.5 pt-2 text-xs text-ink-2">
      <span
        aria-hidden="true"
        className="size-3.5 shrink-0 border border-rule bg-uncounted-wash print:[print-color-adjust:exact]"
      />
      {t("quiet-legend")}
    </p>
  );
}

/** It has a sign and the colour of text, because only the net is coloured. */
const PLAIN = "font-normal! text-ink!";

function Figures({ sums, currency }: { sums: SumsWithTickets; currency: string }) {
  const language = useLocale();
  const rate = computeRatePerThousand(sums);
  const perTickets = computeRatePerTickets(sums);
  const coverage = computeCoverage(sums);
  const low = coverage !== null && coverage < COVERAGE_USUAL;
  return (
    <>
      <td className="money">
        <Difference minor={sums.netMinor} currency={currency} />
      </td>
      <td className="money">
        <Difference minor={sums.shortMinor} currency={currency} className={PLAIN} />
      </td>
      <td className="money">
        <Difference minor={sums.overMinor} currency={currency} className={PLAIN} />
      </td>
      <td className="money font-normal! text-ink-2 max-sm:hidden">
        {rate === null ? "·" : formatRate(rate, 2, language)}
      </td>
      <td className="money font-normal! text-ink-2 max-sm:hidden">
        {perTickets === null ? "·" : formatDifference(Math.round(perTickets), currency, language)}
      </td>
      <td
        className={classNames(
          "money max-sm:hidden",
          low ? "font-semibold! text-uncounted" : "font-normal! text-ink-2",
        )}
      >
        {coverage === null ? "·" : formatShare(coverage, language)}
      </td>
    </>
  );
}
