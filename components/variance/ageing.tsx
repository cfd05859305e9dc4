"use client";

/** Shows how long unexplained differences have been open; each row links to its lines. */
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { varianceAgeingQuery } from "@/lib/client/variances";
import { formatBusinessDate, formatMoney } from "@/lib/domain/format";
import { NO_REASON } from "@/lib/domain/reason";
import { buildAgeing, LATE_DAYS } from "@/lib/domain/variance/ageing";
import { computeGrossOf } from "@/lib/domain/variance/by-reason";
import { AgeingTable } from "./ageing-table";
import { Part } from "./part";
import { reasonAddress } from "./use-reasons";
import type { View } from "./view";

export function Ageing({ view }: { view: View }) {
  const t = useTranslations("variance.ageing");
  const language = useLocale();
  const { currency, range, search } = view;
  const query = useQuery(varianceAgeingQuery(search));
  const days = (query.data?.days ?? []).filter((day) => day.currency === currency);
  const today = query.data?.today ?? view.today;
  const { rows, total, late, earlier } = buildAgeing(days, range, today);
  return (
    <Part
      id="ageing"
      title={t("title")}
      finding={
        total.lines === 0
          ? t("finding-none")
          : t("finding", {
              date: formatBusinessDate(today, language, "short"),
              late: late.lines,
              count: total.lines,
              days: LATE_DAYS,
            })
      }
      query={query}
      waiting="h-60"
    >
      {total.lines > 0 && <AgeingTable rows={rows} total={total} view={view} />}
      {earlier !== null && (
        <p className="mt-2 text-sm text-ink-2">
          {t("earlier", {
            count: earlier.lines,
            gross: formatMoney(computeGrossOf(earlier), currency, language),
            currency,
          })}{" "}
          <Link prefetch={false} href={reasonAddress(view, NO_REASON, earlier)}>
            {t("earlier-lines")}
          </Link>
        </p>
      )}
    </Part>
  );
}
