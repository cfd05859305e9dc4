"use client";

/** Lists the counts of a fund and its closed periods. */
import { useLocale, useTranslations } from "next-intl";
import type { PettyCash } from "@/lib/contracts/petty-cash";
import { formatBusinessDate } from "@/lib/domain/format";
import { Amount } from "../money/amount";
import { Difference } from "../money/difference";
import { Instant } from "../ui/instant";
import { PrefetchOnHoverLink } from "../ui/lazy/prefetch-on-hover-link";
import { LedgerTable } from "../ui/ledger-table";
import { STAYS_IN_LEDGER } from "../ui/sideways-scroller";

export function PeriodList({ fund }: { fund: PettyCash }) {
  return (
    <>
      {fund.counts.length > 0 && fund.period === null && <Counts fund={fund} />}
      {fund.closings.length > 0 && <Closings fund={fund} />}
    </>
  );
}

function Counts({ fund }: { fund: PettyCash }) {
  const t = useTranslations("petty-cash");
  return (
    <section className="border-t border-rule pt-3">
      <h2 className="px-edge pb-3">{t("counts")}</h2>
      <LedgerTable caption={t("counts")}>
        <thead>
          <tr>
            <th scope="col" className={STAYS_IN_LEDGER}>
              {t("when")}
            </th>
            <th scope="col">{t("by")}</th>
            <th scope="col" className="num">
              {t("counted")}
            </th>
            {!fund.isBlind && (
              <th scope="col" className="num max-sm:hidden">
                {t("expected")}
              </th>
            )}
            <th scope="col" className="num">
              {t("difference")}
            </th>
          </tr>
        </thead>
        <tbody>
          {fund.counts.map((count) => (
            <tr key={count.number}>
              <td className={STAYS_IN_LEDGER}>
                <Instant iso={count.at} />
              </td>
              <td>{count.by}</td>
              <td className="money">
                <Amount minor={count.countedMinor} currency={fund.currency} />
              </td>
              {!fund.isBlind && (
                <td className="money max-sm:hidden">
                  <Amount minor={count.balanceMinor} currency={fund.currency} />
                </td>
              )}
              <td className="money">
                <Difference minor={count.differenceMinor} currency={fund.currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </LedgerTable>
    </section>
  );
}

function Closings({ fund }: { fund: PettyCash }) {
  const t = useTranslations("petty-cash");
  const language = useLocale();
  return (
    <section className="border-t border-rule pt-3">
      <h2 className="px-edge pb-3">{t("closed-periods")}</h2>
      <LedgerTable caption={t("closed-periods")}>
        <thead>
          <tr>
            <th scope="col" className={STAYS_IN_LEDGER}>
              {t("closed-to")}
            </th>
            <th scope="col">{t("by")}</th>
            <th scope="col" className="num">
              {t("entry-count")}
            </th>
            {!fund.isBlind && (
              <th scope="col" className="num">
                {t("balance")}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {fund.closings.map((closing) => (
            <tr key={closing.number}>
              <th scope="row" className={STAYS_IN_LEDGER}>
                <PrefetchOnHoverLink href={periodHref(fund.centreId, closing.number)}>
                  {formatBusinessDate(closing.to, language, "short")}
                </PrefetchOnHoverLink>
              </th>
              <td>{closing.by}</td>
              <td className="num">{closing.entries}</td>
              {!fund.isBlind && (
                <td className="money">
                  <Amount minor={closing.balanceMinor} currency={fund.currency} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </LedgerTable>
    </section>
  );
}

function periodHref(centreId: string, number: number): string {
  return `/petty-cash?centreId=${encodeURIComponent(centreId)}&period=${number}`;
}
