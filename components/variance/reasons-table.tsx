"use client";

/** Shows each reason as a row that links to its lines; the colour is that of the picture. */
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { formatCount, formatShare } from "@/lib/domain/format";
import type { ReasonRow, ReasonTable } from "@/lib/domain/variance/by-reason";
import { ReasonKey } from "../charts/reason-key";
import { Amount } from "../money/amount";
import { Difference } from "../money/difference";
import { STAYS_IN_LEDGER } from "../ui/sideways-scroller";
import { MoneyHead } from "./money-head";
import { PartTable } from "./part-table";
import { reasonAddress, useReasonNames } from "./use-reasons";
import type { View } from "./view";

type ReasonsTableProps = ReasonTable & { drawn: readonly string[]; view: View };

export function ReasonsTable({ rows, total, drawn, view }: ReasonsTableProps) {
  const t = useTranslations("variance.reasons");
  const nameOf = useReasonNames();
  const { currency } = view;
  return (
    <PartTable caption={t("caption", { currency })} className="[--row:28px] max-sm:[--cell:5px]">
      <thead>
        <tr>
          <th scope="col" className={STAYS_IN_LEDGER}>
            {t("reason")}
          </th>
          <MoneyHead className="max-sm:hidden">{t("lines")}</MoneyHead>
          <MoneyHead>{t("short")}</MoneyHead>
          <MoneyHead>{t("over")}</MoneyHead>
          <MoneyHead className="perf max-sm:hidden">{t("gross")}</MoneyHead>
          <MoneyHead className="max-sm:hidden">{t("share")}</MoneyHead>
          <MoneyHead>{t("change")}</MoneyHead>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.reason}>
            <th
              scope="row"
              className={`${STAYS_IN_LEDGER} whitespace-normal! min-[360px]:min-w-28 sm:min-w-40`}
            >
              <ReasonKey reason={row.reason} drawn={drawn} />
              <Link
                prefetch={false}
                href={reasonAddress(view, row.reason)}
                className="text-ink decoration-rule-strong"
              >
                {nameOf(row.reason)}
              </Link>
            </th>
            <Figures row={row} currency={currency} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" className={STAYS_IN_LEDGER}>
            {t("total")}
          </th>
          <Figures row={total} currency={currency} />
        </tr>
      </tfoot>
    </PartTable>
  );
}

function Figures({ row, currency }: { row: Omit<ReasonRow, "reason">; currency: string }) {
  const language = useLocale();
  return (
    <>
      <td className="money max-sm:hidden">{formatCount(row.lines, language)}</td>
      <td className="money">
        <Difference minor={row.shortMinor} currency={currency} className="font-normal!" />
      </td>
      <td className="money">
        <Difference minor={row.overMinor} currency={currency} className="font-normal!" />
      </td>
      <td className="money perf max-sm:hidden">
        <Amount minor={row.grossMinor} currency={currency} />
      </td>
      <td className="money text-ink-2 max-sm:hidden">
        {row.share === null ? "·" : formatShare(row.share, language)}
      </td>
      <td className="money">
        <Difference
          minor={row.changeMinor}
          currency={currency}
          className="font-semibold! text-ink!"
        />
      </td>
    </>
  );
}
