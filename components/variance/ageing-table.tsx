"use client";

/** Shows the ages as rows: the figures, and bars of short and over on one scale. */
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { formatCount } from "@/lib/domain/format";
import { NO_REASON } from "@/lib/domain/reason";
import type { AgeRow } from "@/lib/domain/variance/ageing";
import { computeGrossOf, type Sides } from "@/lib/domain/variance/by-reason";
import { AgeBar } from "../charts/age-bar";
import { Amount } from "../money/amount";
import { Difference } from "../money/difference";
import { STAYS_IN_LEDGER } from "../ui/sideways-scroller";
import { MoneyHead } from "./money-head";
import { PartTable } from "./part-table";
import { reasonAddress } from "./use-reasons";
import type { View } from "./view";

type AgeingTableProps = { rows: readonly AgeRow[]; total: Sides; view: View };

export function AgeingTable({ rows, total, view }: AgeingTableProps) {
  const t = useTranslations("variance.ageing");
  const { currency } = view;
  const most = Math.max(...rows.map(computeGrossOf));
  return (
    <PartTable
      caption={t("caption", { currency })}
      className="[--row:28px] max-[359px]:[--cell:4px] max-sm:[--cell:5px]"
    >
      <thead>
        <tr>
          <th scope="col" className={STAYS_IN_LEDGER}>
            {t("age")}
          </th>
          <MoneyHead>{t("lines")}</MoneyHead>
          <MoneyHead>{t("short")}</MoneyHead>
          <MoneyHead>{t("over")}</MoneyHead>
          <MoneyHead className="perf">{t("gross")}</MoneyHead>
          <th scope="col" className="w-[146px] max-sm:hidden print:hidden">
            <span className="sr-only">{t("bars")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.fromDays}>
            <th scope="row" className={STAYS_IN_LEDGER}>
              <Link
                prefetch={false}
                href={reasonAddress(view, NO_REASON, row)}
                className="text-ink decoration-rule-strong"
              >
                {row.toDays === null
                  ? t("over-days", { days: row.fromDays - 1 })
                  : t("days", { from: row.fromDays, to: row.toDays })}
              </Link>
            </th>
            <Figures sides={row} currency={currency} />
            <td className="max-sm:hidden print:hidden">
              <AgeBar sides={row} most={most} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" className={STAYS_IN_LEDGER}>
            {t("total")}
          </th>
          <Figures sides={total} currency={currency} />
          <td className="max-sm:hidden print:hidden" />
        </tr>
      </tfoot>
    </PartTable>
  );
}

function Figures({ sides, currency }: { sides: Sides; currency: string }) {
  const language = useLocale();
  return (
    <>
      <td className="money">{formatCount(sides.lines, language)}</td>
      <td className="money">
        <Difference minor={sides.shortMinor} currency={currency} className="font-normal!" />
      </td>
      <td className="money">
        <Difference minor={sides.overMinor} currency={currency} className="font-normal!" />
      </td>
      <td className="money perf">
        <Amount minor={computeGrossOf(sides)} currency={currency} />
      </td>
    </>
  );
}
