"use client";

/** Offers what can be done with a fund; recording a receipt comes first, also on a phone. */
import { useTranslations } from "next-intl";
import { fundFileAddress } from "@/lib/client/petty-cash";
import type { PettyCash } from "@/lib/contracts/petty-cash";
import { Button } from "../ui/button";
import { buttonClass } from "../ui/button-class";
import type { FundForm, FundRights } from "./fund-rights";

type FundActionsProps = {
  fund: PettyCash;
  rights: FundRights;
  onOpen: (form: FundForm) => void;
};

export function FundActions({ fund, rights, onOpen }: FundActionsProps) {
  const t = useTranslations("petty-cash");
  const { mayRecord, mayClose, mayExport } = rights;
  if (!mayRecord && !mayClose && !mayExport) return null;
  return (
    <div className="no-print flex flex-wrap gap-2">
      {mayRecord && (
        <>
          <Button kind="do" className="max-sm:w-full" onClick={() => onOpen("receipt")}>
            {t("add-receipt")}
          </Button>
          <Button onClick={() => onOpen("count")}>{t("count")}</Button>
          <Button onClick={() => onOpen("top-up")}>{t("top-up")}</Button>
          <Button onClick={() => onOpen("return")}>{t("return")}</Button>
        </>
      )}
      {mayClose && fund.counts.length > 0 && (
        <Button onClick={() => onOpen("close")}>{t("close-period")}</Button>
      )}
      {mayExport && (
        <a href={fundFileAddress(fund.centreId)} download className={buttonClass({})}>
          {t("export")}
        </a>
      )}
    </div>
  );
}
