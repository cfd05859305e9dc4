"use client";

/** Shows which fund it is, what it should contain, and when it was counted last. */
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { PettyCash } from "@/lib/contracts/petty-cash";
import { formatBusinessDate } from "@/lib/domain/format";
import { Amount } from "../money/amount";
import { ButtonLink } from "../ui/button-link";
import { Instant } from "../ui/instant";
import { PrefetchOnHoverLink } from "../ui/lazy/prefetch-on-hover-link";
import type { FundRights } from "./fund-rights";

type FundHeadProps = { fund: PettyCash; rights: FundRights; children?: ReactNode };

export function FundHead({ fund, rights, children }: FundHeadProps) {
  const t = useTranslations("petty-cash");
  const isOpen = fund.period === null;
  return (
    <div className="grid gap-4 px-edge pt-4 pb-4">
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
        <div className="min-w-0">
          <p className="text-ink-2">
            {!isOpen && (
              <PrefetchOnHoverLink
                href={`/petty-cash?centreId=${encodeURIComponent(fund.centreId)}`}
              >
                {t("back-to-open")}
              </PrefetchOnHoverLink>
            )}
            {isOpen && rights.hasOthers && (
              <PrefetchOnHoverLink href="/petty-cash?list=all">
                {t("all-funds")}
              </PrefetchOnHoverLink>
            )}
            {isOpen && !rights.hasOthers && t("title")}
          </p>
          <h1 className="wrap-anywhere">{fund.centreName}</h1>
        </div>
        {fund.settings !== null && isOpen && <Facts fund={fund} />}
        {rights.maySetUp && <ButtonLink href="/settings/petty-cash">{t("settings")}</ButtonLink>}
      </div>
      {children}
    </div>
  );
}

function Facts({ fund }: { fund: PettyCash }) {
  const t = useTranslations("petty-cash");
  const language = useLocale();
  const { currency, settings, counts, closedTo } = fund;
  const [last] = counts;
  const facts: { label: string; value: ReactNode }[] = [
    { label: t("balance"), value: <Balance fund={fund} /> },
    {
      label: t("float"),
      value:
        settings === null || settings.floatMinor === null ? (
          t("open-float")
        ) : (
          <Amount minor={settings.floatMinor} currency={currency} />
        ),
    },
    {
      label: t("last-count"),
      value: last === undefined ? t("never-counted") : <Instant iso={last.at} />,
    },
    ...(closedTo === null
      ? []
      : [{ label: t("closed-to"), value: formatBusinessDate(closedTo, language, "short") }]),
  ];
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2 sm:text-right">
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt className="text-xs text-ink-3">{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Balance({ fund }: { fund: PettyCash }) {
  const t = useTranslations("petty-cash");
  if (fund.isBlind) return <i className="text-ink-3">{t("blind")}</i>;
  return (
    <b className={fund.isBelowZero ? "text-short" : undefined}>
      <Amount minor={fund.balanceMinor} currency={fund.currency} withCurrency />
    </b>
  );
}
