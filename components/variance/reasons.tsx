"use client";

/** Lists the reasons of the period with their amounts, and how each has changed. */
import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/lib/domain/format";
import { findLargestGrowth } from "@/lib/domain/variance/by-reason";
import { Part } from "./part";
import { ReasonsTable } from "./reasons-table";
import { useReasonNames, useReasons } from "./use-reasons";
import type { View } from "./view";

export function Reasons({ view }: { view: View }) {
  const t = useTranslations("variance.reasons");
  const language = useLocale();
  const nameOf = useReasonNames();
  const { query, table, drawn } = useReasons(view);
  const { rows, total } = table;
  const most = findLargestGrowth(rows);
  return (
    <Part
      id="by-reason"
      title={t("title")}
      finding={
        total.lines === 0
          ? t("finding-none")
          : total.changeMinor === null
            ? t("finding-few")
            : most === null
              ? t("finding-less")
              : t("finding", {
                  name: nameOf(most.reason),
                  amount: formatMoney(most.changeMinor ?? 0, view.currency, language),
                })
      }
      query={query}
      waiting="h-60"
    >
      {rows.length > 0 && <ReasonsTable rows={rows} total={total} drawn={drawn} view={view} />}
    </Part>
  );
}
