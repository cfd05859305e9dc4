"use client";

/** Shows each tender as a row that links to its lines; the share as a bar and in figures. */
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { formatRate, formatShare } from "@/lib/domain/format";
import type { VarianceSums } from "@/lib/domain/variance/variance";
import { linesAddress } from "@/lib/domain/screen/variance-filters";
import type { TenderRow } from "@/lib/domain/variance/tenders";
import { ShareBar } from "../charts/share-bar";
import { Amount } from "../money/amount";
import { Difference } from "../money/difference";
import { STAYS_IN_LEDGER } from "../ui/sideways-scroller";
import { MoneyHead } from "./money-head";
import { PartTable } from "./part-table";
import type { View } from "./view";

type TendersTableProps = { rows: readonly TenderRow[]; total: VarianceSums; view: View };

export function TendersTable({ rows, total, view }: TendersTableProps) {
  const t = useTranslations("variance.tenders");
  const language = useLocale();
  const { currency, filters, today } = view;
  return (
    <PartTable caption={t("caption", { currency })} className="[--row:32px] max-sm:[--cell:4px]">
      <thead>
        <tr>
          <th scope="col" className={STAYS_IN_LEDGER}>
            {t("tender")}
          </th>
          <MoneyHead>{t("counted")}</MoneyHead>
          <MoneyHead className="max-sm:hidden">{t("change")}</MoneyHead>
          <th scope="col" className="max-sm:hidden print:hidden">
            <span className="sr-only">{t("share-bar")}</span>
          </th>
          <MoneyHead>{t("share")}</MoneyHead>
          <MoneyHead className="max-sm:hidden">{t("share-before")}</MoneyHead>
          <MoneyHead className="perf">{t("net")}</MoneyHead>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ tenderId, tenderName, sums, share, shareBefore, change }) => (
          <tr key={tenderId}>
            <th scope="row" className={STAYS_IN_LEDGER}>
              <Link
                prefetch={false}
                href={linesAddress(filters, today, { tenderIds: [tenderId] })}
                className="text-ink decoration-rule-strong"
              >
                {tenderName ?? tenderId}
              </Link>
            </th>
            <td className="money">
              <Amount minor={sums.countedMinor} currency={currency} />
            </td>
            <td className="money text-ink-2 max-sm:hidden">
              {change === null ? "·" : `${formatRate(change * 100, 1, language)}\u00a0%`}
            </td>
            <td className="max-sm:hidden print:hidden">
              <Link
                prefetch={false}
                href={linesAddress(filters, today, { tenderIds: [tenderId] })}
                tabIndex={-1}
                aria-hidden="true"
              >
                <ShareBar share={share ?? 0} before={shareBefore} />
              </Link>
            </td>
            <td className="money">{share === null ? "·" : formatShare(share, language)}</td>
            <td className="money text-ink-2 max-sm:hidden">
              {shareBefore === null ? "·" : formatShare(shareBefore, language)}
            </td>
            <td className="money perf">
              <Difference minor={sums.netMinor} currency={currency} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" className={STAYS_IN_LEDGER}>
            {t("total", { currency })}
          </th>
          <td className="money">
            <Amount minor={total.countedMinor} currency={currency} />
          </td>
          <td className="max-sm:hidden" />
          <td className="max-sm:hidden print:hidden" />
          <td />
          <td className="max-sm:hidden" />
          <td className="money perf">
            <Difference minor={total.netMinor} currency={currency} />
          </td>
        </tr>
      </tfoot>
    </PartTable>
  );
}
