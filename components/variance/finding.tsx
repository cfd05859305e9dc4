"use client";

/**
 * States what to know first: where the net comes from, where a small net hides large shorts and
 * overs, and how it compares with the periods before.
 */
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { variancesQuery } from "@/lib/client/variances";
import type { VarianceSummary } from "@/lib/contracts/variance";
import { formatDifference, formatMoney, formatShare } from "@/lib/domain/format";
import type { VarianceSums } from "@/lib/domain/variance/variance";
import { cancelsOut } from "@/lib/domain/variance/cancelling-differences";
import { compareNet, findConcentration, listCancelling } from "@/lib/domain/variance/series";
import type { View } from "./view";

const QUIET_NAMED_MAX = 2;

export function Finding({ view, summary }: { view: View; summary: VarianceSummary }) {
  const t = useTranslations("variance.finding");
  const language = useLocale();
  const { currency } = view;
  const { data } = useQuery(variancesQuery(view.search, "centre"));
  const of = (totals: readonly VarianceSums[]) => totals.find((one) => one.currency === currency);
  const now = of(summary.current.totals);
  if (now === undefined) return null;
  const signed = (minor: number) => formatDifference(minor, currency, language);
  const sums = ({ netMinor, shortMinor, overMinor }: VarianceSums) => ({
    net: signed(netMinor),
    short: signed(shortMinor),
    over: signed(overMinor),
  });
  const bold = { b: (text: ReactNode) => <b className="text-ink">{text}</b> };
  const rows = data?.rows.filter((row) => row.currency === currency) ?? [];
  const few = findConcentration(rows, now);
  const names = (list: typeof rows) => list.map(({ centreName = "" }) => centreName).join(", ");
  const quiet = rows.length > 1 ? listCancelling(rows).slice(0, QUIET_NAMED_MAX) : [];
  return (
    <div className="grid max-w-[72ch] gap-1 text-sm text-ink-2">
      {few !== null && (
        <p>
          {t.rich("concentrated", {
            ...bold,
            count: few.rows.length,
            share: formatShare(few.share, language),
            names: names(few.rows),
            part: signed(few.netMinor),
            net: signed(now.netMinor),
          })}
        </p>
      )}
      {cancelsOut(now) && <p>{t.rich("quiet-all", { ...bold, ...sums(now) })}</p>}
      {quiet.map((row) => (
        <p key={row.centreId}>
          {t.rich("quiet", { ...bold, name: row.centreName ?? "", ...sums(row) })}
        </p>
      ))}
      <p>
        {t("compared", {
          before: comparedWith(of(summary.before.totals)),
          year: comparedWith(of(summary.yearBefore.totals)),
        })}
      </p>
    </div>
  );

  function comparedWith(then: VarianceSums | undefined): string {
    const compared = now === undefined ? "unknown" : compareNet(now, then);
    if (compared === "unknown" || compared === "few") return t(compared);
    const amount = formatMoney(compared.byMinor, currency, language);
    if (compared.nearness === "same") return t("same");
    if (compared.share === null) return t(compared.nearness, { amount });
    const share = formatShare(compared.share, language);
    return t(`${compared.nearness}-share`, { amount, share });
  }
}
