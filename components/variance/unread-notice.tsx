"use client";

/** Says which part of the period was never read from Cashrec, because no figure includes it. */
import { useTranslations } from "next-intl";
import type { VarianceSummary } from "@/lib/contracts/variance";
import { Notice } from "../ui/notice";

export function UnreadNotice({ reading }: { reading: VarianceSummary["reading"] }) {
  const t = useTranslations("variance.unread");
  const { centreDays: days, unreadDays: unread, unreadCentres, unreadCentreCount } = reading;
  if (unread === 0) return null;
  return (
    <Notice kind="info" title={t("title", { unread, days })} className="mb-4">
      {t("centres", {
        centres: unreadCentres.join(", "),
        more: unreadCentreCount - unreadCentres.length,
      })}
    </Notice>
  );
}
