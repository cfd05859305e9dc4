"use client";

/** Lists the petty cash funds of several centres, and what each of them waits for. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { fundsQuery } from "@/lib/client/petty-cash";
import type { FundList } from "@/lib/contracts/petty-cash";
import { Amount } from "../money/amount";
import { Difference } from "../money/difference";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import { Instant } from "../ui/instant";
import { PrefetchOnHoverLink } from "../ui/lazy/prefetch-on-hover-link";
import { LedgerTable } from "../ui/ledger-table";
import { STAYS_IN_LEDGER } from "../ui/sideways-scroller";

type FundsPageProps = {
  initial: FundList;
  /** The reader may open funds, and change their settings. */
  maySetUp: boolean;
};

type Fund = FundList["funds"][number];

export function FundsPage({ initial, maySetUp }: FundsPageProps) {
  const t = useTranslations("petty-cash");
  const { data } = useQuery({ ...fundsQuery(), initialData: initial });
  const settings = maySetUp && <ButtonLink href="/settings/petty-cash">{t("settings")}</ButtonLink>;
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2 px-edge pt-5 pb-4">
        <h1>{t("title")}</h1>
        {settings}
      </div>
      {data.funds.length === 0 ? (
        <EmptyState
          title={t("no-funds")}
          hint={t(maySetUp ? "no-funds-set-up" : "no-funds-hint")}
        />
      ) : (
        <FundTable funds={data.funds} />
      )}
    </>
  );
}

function FundTable({ funds }: { funds: Fund[] }) {
  const t = useTranslations("petty-cash");
  return (
    <LedgerTable caption={t("funds-caption")} className="border-t border-rule">
      <thead>
        <tr>
          <th scope="col" className={STAYS_IN_LEDGER}>
            {t("centre")}
          </th>
          <th scope="col" className="num">
            {t("balance")}
          </th>
          <th scope="col" className="num max-sm:hidden">
            {t("float")}
          </th>
          <th scope="col" className="max-sm:hidden">
            {t("last-count")}
          </th>
          <th scope="col" className="num">
            {t("difference")}
          </th>
          <th scope="col" className="num">
            {t("waiting-short")}
          </th>
        </tr>
      </thead>
      <tbody>
        {funds.map((fund) => (
          <FundRow key={fund.centreId} fund={fund} />
        ))}
      </tbody>
    </LedgerTable>
  );
}

function FundRow({ fund }: { fund: Fund }) {
  const t = useTranslations("petty-cash");
  const { centreId, centreName, currency, balanceMinor, isBlind, floatMinor, last } = fund;
  return (
    <tr>
      <th scope="row" className={STAYS_IN_LEDGER}>
        <PrefetchOnHoverLink href={`/petty-cash?centreId=${encodeURIComponent(centreId)}`}>
          {centreName}
        </PrefetchOnHoverLink>
      </th>
      <td className={fund.isBelowZero ? "money text-short" : "money"}>
        {isBlind ? (
          <i className="text-ink-3">{t("blind")}</i>
        ) : (
          <Amount minor={balanceMinor} currency={currency} withCurrency />
        )}
      </td>
      <td className="money max-sm:hidden">
        {floatMinor === null ? (
          <span className="text-ink-3">{t("open-float")}</span>
        ) : (
          <Amount minor={floatMinor} currency={currency} />
        )}
      </td>
      <td className="max-sm:hidden">
        {last === null ? (
          <i className="text-uncounted">{t("never-counted")}</i>
        ) : (
          <Instant iso={last.at} />
        )}
      </td>
      <td className="money">
        <Difference minor={last?.differenceMinor ?? null} currency={currency} />
      </td>
      <td className="num">{fund.waiting === 0 ? "·" : fund.waiting}</td>
    </tr>
  );
}
