"use client";

/** Arranges the differences by reason of one currency: as a table, and stacked by week. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { varianceReasonsQuery } from "@/lib/client/variances";
import { NO_REASON } from "@/lib/domain/reason";
import { linesAddress } from "@/lib/domain/screen/variance-filters";
import {
  buildReasonTable,
  listDrawnReasons,
  stackSpans,
  WITHIN_TOLERANCE,
} from "@/lib/domain/variance/by-reason";
import { useReasonText } from "../reason/use-reason-text";
import type { View } from "./view";

export function useReasons(view: View) {
  const { currency, search } = view;
  const query = useQuery(varianceReasonsQuery(search));
  const own = <Row extends { currency: string }>(rows: readonly Row[] = []) =>
    rows.filter((row) => row.currency === currency);
  const { current, before } = query.data ?? {};
  const now = { spans: own(current?.sums), rows: own(current?.rows) };
  const then = { spans: own(before?.sums), rows: own(before?.rows) };
  const table = buildReasonTable(now, then);
  const stacks = stackSpans([
    { ...then, spansOfPeriod: before?.spans ?? [], isCurrent: false },
    { ...now, spansOfPeriod: current?.spans ?? [], isCurrent: true },
  ]);
  return { query, table, stacks, drawn: listDrawnReasons(table.rows) };
}

/** Formats a reason, and what has none. */
export function useReasonNames(): (reason: string) => string {
  const t = useTranslations("variance.reasons");
  const textOf = useReasonText();
  return (reason) =>
    reason === NO_REASON
      ? t("unexplained")
      : reason === WITHIN_TOLERANCE
        ? t("within-tolerance")
        : textOf(reason);
}

/** Builds the address of the lines behind a reason: those that differ, and nothing else. */
export function reasonAddress(
  { filters, today }: Pick<View, "filters" | "today">,
  reason: string,
  dates: { from?: string; to?: string } = {},
): string {
  const beyond = ["over", "short"] as const;
  if (reason === NO_REASON) {
    return linesAddress(filters, today, { ...dates, reasons: [reason], verdicts: beyond });
  }
  const all = ["within-tolerance", ...beyond] as const;
  return reason === WITHIN_TOLERANCE
    ? linesAddress(filters, today, { ...dates, verdicts: ["within-tolerance"] })
    : linesAddress(filters, today, { ...dates, reasons: [reason], verdicts: all });
}
