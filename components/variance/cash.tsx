"use client";

/**
 * Shows the cash of each centre at the end of the range: on hand, not yet banked, and last banked.
 */
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { cashPositionQuery } from "@/lib/client/variances";
import type { CashPosition } from "@/lib/contracts/variance-cash";
import { CASH_ROWS_MAX } from "@/lib/domain/variance/cash";
import { formatBusinessDate, formatMoney } from "@/lib/domain/format";
import { Amount } from "../money/amount";
import { Button } from "../ui/button";
import { STAYS_IN_LEDGER } from "../ui/sideways-scroller";
import { MoneyHead } from "./money-head";
import { Part } from "./part";
import { PartTable } from "./part-table";
import type { View } from "./view";

/** A button expands the list beyond this number. */
const SHOWN_MAX = 20;

export function Cash({ view }: { view: View }) {
  const t = useTranslations("variance.cash");
  const { currency, search } = view;
  const [limit, setLimit] = useState(SHOWN_MAX);
  const query = useQuery(cashPositionQuery(search, { currency, limit }));
  const rows = query.data?.rows ?? [];
  const totals = query.data?.totals.find((total) => total.currency === currency);
  const count = totals?.centres ?? 0;
  const silent = totals?.silentCentres ?? 0;
  return (
    <Part
      id="cash"
      title={t("title")}
      finding={
        count === 0
          ? t("finding-none")
          : silent === 0
            ? t("finding", { count })
            : t("finding-silent", { count: silent })
      }
      query={query}
      waiting="h-60"
    >
      <PartTable
        caption={t("caption", { currency })}
        className="[--row:32px] max-sm:[--cell:4px] max-sm:[&_:is(th,td)]:whitespace-normal!"
      >
        <thead>
          <tr>
            <th scope="col" className={STAYS_IN_LEDGER}>
              {t("centre")}
            </th>
            <th scope="col" className="max-sm:hidden">
              {t("as-of")}
            </th>
            <MoneyHead>{t("on-hand")}</MoneyHead>
            <MoneyHead>{t("pending")}</MoneyHead>
            <MoneyHead>{t("last-deposit")}</MoneyHead>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <CashRow key={row.centreId} row={row} currency={currency} />
          ))}
        </tbody>
      </PartTable>
      {rows.length < count && (
        <p className="mt-2 flex flex-wrap items-center gap-x-4 text-sm text-ink-2">
          {t("shown", { shown: rows.length, count })}
          {limit < CASH_ROWS_MAX && (
            <Button kind="bare" onClick={() => setLimit(CASH_ROWS_MAX)}>
              {t("show-all", { count })}
            </Button>
          )}
        </p>
      )}
    </Part>
  );
}

type CashRowProps = { row: CashPosition["rows"][number]; currency: string };

function CashRow({ row, currency }: CashRowProps) {
  const t = useTranslations("variance.cash");
  const language = useLocale();
  const date = (day: string) => formatBusinessDate(day, language, "short");
  return (
    <tr>
      <th scope="row" className={STAYS_IN_LEDGER}>
        <Link
          prefetch={false}
          href={`/reconciliations/${encodeURIComponent(row.centreId)}/${row.businessDate}`}
          className="text-ink decoration-rule-strong"
        >
          {row.centreName}
        </Link>
      </th>
      <td className="max-sm:hidden">{date(row.businessDate)}</td>
      <td className="money">
        <Amount minor={row.onHandMinor} currency={currency} />
      </td>
      <td className="money">
        <Amount minor={row.pendingMinor} currency={currency} />
        {row.pendingSince !== null && (
          <span className="block text-xs text-ink-3">
            {t("since", { date: date(row.pendingSince) })}
          </span>
        )}
        {row.excessMinor !== null && row.excessSince !== null && (
          <span className="block text-xs whitespace-normal text-uncounted">
            {t("excess", {
              amount: formatMoney(row.excessMinor, currency, language),
              date: date(row.excessSince),
            })}
          </span>
        )}
      </td>
      <td className="money">
        {row.lastDepositMinor === null && row.depositsProvided ? (
          <span className="text-ink-3">{t("no-deposit")}</span>
        ) : (
          <Amount minor={row.lastDepositMinor} currency={currency} />
        )}
        {row.lastDepositDate !== null && (
          <span className="block text-xs text-ink-3">{date(row.lastDepositDate)}</span>
        )}
      </td>
    </tr>
  );
}
