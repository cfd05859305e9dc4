"use client";

/** Explains the colours of the stacked weeks; only what is drawn is listed. */
import { useTranslations } from "next-intl";
import { NO_REASON } from "@/lib/domain/reason";
import { type ReasonRow, WITHIN_TOLERANCE } from "@/lib/domain/variance/by-reason";
import { ReasonKey } from "../charts/reason-key";
import { useReasonNames } from "./use-reasons";

type WhyLegendProps = { drawn: readonly string[]; rows: readonly ReasonRow[] };

/** No reason has this code: it stands for all that are drawn in one grey. */
const OTHERS = "~others";

export function WhyLegend({ drawn, rows }: WhyLegendProps) {
  const t = useTranslations("variance.why");
  const nameOf = useReasonNames();
  const has = (reason: string) => rows.some((row) => row.reason === reason);
  const named = [...drawn, NO_REASON, WITHIN_TOLERANCE];
  const others = rows.filter(({ reason }) => !named.includes(reason));
  return (
    <ul className="mt-2.5 flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-2 [&>li]:flex [&>li]:items-center">
      {named.filter(has).map((reason) => (
        <li key={reason}>
          <ReasonKey reason={reason} drawn={drawn} />
          {nameOf(reason)}
        </li>
      ))}
      {others.length > 0 && (
        <li>
          <ReasonKey reason={OTHERS} drawn={drawn} />
          {t("others", { count: others.length })}
        </li>
      )}
      <li>
        <svg width={16} height={8} aria-hidden="true" focusable="false" className="mr-2">
          <path d="M0 4h16" strokeWidth={2} className="stroke-ink" />
        </svg>
        {t("net")}
      </li>
    </ul>
  );
}
