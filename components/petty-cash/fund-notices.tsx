"use client";

/** Says what is wrong with a fund or waits for somebody: less than nothing, or a difference. */
import { useLocale, useTranslations } from "next-intl";
import type { PettyCash } from "@/lib/contracts/petty-cash";
import { formatMoney } from "@/lib/domain/format";
import { minor } from "@/lib/domain/money";
import { computeTopUp } from "@/lib/domain/petty-cash/fund";
import { Difference } from "../money/difference";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import type { FundForm, FundRights } from "./fund-rights";

type FundNoticesProps = {
  fund: PettyCash;
  rights: FundRights;
  onOpen: (form: FundForm) => void;
};

export function FundNotices({ fund, rights, onOpen }: FundNoticesProps) {
  const t = useTranslations("petty-cash");
  return (
    <>
      {fund.isBelowZero && (
        <Notice kind="warn" title={t("below-zero")}>
          {t("below-zero-hint")}
        </Notice>
      )}
      <CountNotice {...{ fund, rights, onOpen }} />
      <TopUpNotice fund={fund} />
    </>
  );
}

function CountNotice({ fund, rights, onOpen }: FundNoticesProps) {
  const t = useTranslations("petty-cash");
  const language = useLocale();
  const [last] = fund.counts;
  if (last === undefined) return <Notice kind="info" title={t("never-counted-title")} />;
  const { differenceMinor, explainedBy } = last;
  if (differenceMinor === null || differenceMinor === 0) return null;
  const counted = formatMoney(last.countedMinor, fund.currency, language);
  const expected = formatMoney(last.balanceMinor ?? 0, fund.currency, language);
  const isOpen = explainedBy === null;
  return (
    <Notice
      kind={isOpen ? "warn" : "info"}
      title={
        <>
          {t("count-differs")}{" "}
          <Difference minor={differenceMinor} currency={fund.currency} withCurrency />
        </>
      }
      action={
        isOpen &&
        rights.mayExplain && <Button onClick={() => onOpen("explain")}>{t("explain")}</Button>
      }
    >
      {t(isOpen ? "count-differs-open" : "count-differs-explained", {
        by: last.by,
        counted,
        expected,
      })}
    </Notice>
  );
}

function TopUpNotice({ fund }: { fund: PettyCash }) {
  const t = useTranslations("petty-cash");
  const language = useLocale();
  const { settings, balanceMinor, currency } = fund;
  if (settings === null || settings.floatMinor === null || balanceMinor === null) return null;
  const missing = computeTopUp(minor(settings.floatMinor), minor(balanceMinor));
  if (missing === null) return null;
  return (
    <p className="px-edge py-2 text-sm text-ink-2">
      {t("to-float", { amount: formatMoney(missing, currency, language), currency })}
    </p>
  );
}
