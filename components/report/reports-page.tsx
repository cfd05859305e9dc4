"use client";

/** The place of reports: what can be made into a file now. */
import { useTranslations } from "next-intl";
import { ViewList } from "./view-list";

export function ReportsPage({ today }: { today: string }) {
  const t = useTranslations("reports");
  return (
    <>
      <div className="px-edge pt-5 pb-2">
        <h1>{t("title")}</h1>
        <p className="max-w-[70ch] text-ink-2">{t("about")}</p>
      </div>
      <ViewList today={today} />
    </>
  );
}
