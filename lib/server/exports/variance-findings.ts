import "server-only";

/** States what the figures of one currency show, in the sentences of the page of variances. */
import { formatDifference, formatMoney, formatShare } from "@/lib/domain/format";
import type { VarianceSums } from "@/lib/domain/variance/variance";
import { cancelsOut } from "@/lib/domain/variance/cancelling-differences";
import {
  compareNet,
  findConcentration,
  findPeak,
  listCancelling,
} from "@/lib/domain/variance/series";
import type { VariancePart } from "./variance-parts";
import { formatDates, type VarianceTexts, weekdayName } from "./variance-text";

const QUIET_NAMED_MAX = 2;

/**
 * These sentences below the totals tell where the net comes from, what it hides, and how it
 * compares.
 */
export function findingsOf(part: VariancePart, texts: VarianceTexts): string[] {
  const { t, language } = texts;
  const { currency, now, periods } = part;
  const { rows } = part.centres;
  const signed = (minor: number) => formatDifference(minor, currency, language);
  const sums = ({ netMinor, shortMinor, overMinor }: VarianceSums) => ({
    net: signed(netMinor),
    short: signed(shortMinor),
    over: signed(overMinor),
  });
  const few = findConcentration(rows, now);
  const quiet = rows.length > 1 ? listCancelling(rows).slice(0, QUIET_NAMED_MAX) : [];
  const then = (name: string) => periods.find((period) => period.name === name)?.total;
  const [before, year] = [then("before"), then("year-before")].map((total) =>
    formatComparison(now, total, texts),
  );
  return [
    ...(few === null
      ? []
      : [
          t("finding.concentrated", {
            count: few.rows.length,
            share: formatShare(few.share, language),
            names: few.rows.map(({ centreName = "" }) => centreName).join(", "),
            part: signed(few.netMinor),
            net: signed(now.netMinor),
          }),
        ]),
    ...(cancelsOut(now) ? [t("finding.quiet-all", sums(now))] : []),
    ...quiet.map((row) => t("finding.quiet", { name: row.centreName ?? "", ...sums(row) })),
    t("finding.compared", { before: before ?? "", year: year ?? "" }),
  ];
}

function formatComparison(
  now: VarianceSums,
  then: VarianceSums | undefined,
  { t, language }: VarianceTexts,
): string {
  const compared = compareNet(now, then);
  if (compared === "unknown" || compared === "few") return t(`finding.${compared}`);
  const { nearness, byMinor } = compared;
  const amount = formatMoney(byMinor, now.currency, language);
  if (nearness === "same") return t("finding.same");
  if (compared.share === null) return t(`finding.${nearness}`, { amount });
  return t(`finding.${nearness}-share`, { amount, share: formatShare(compared.share, language) });
}

export function byDayFinding(part: VariancePart, texts: VarianceTexts): string {
  const { t, language } = texts;
  const { points, currency } = part;
  const peak = findPeak(points);
  if (peak === null) return t("by-day.finding-none");
  return t("by-day.finding", {
    net: formatDifference(points.at(-1)?.cumulativeMinor ?? 0, currency, language),
    currency,
    date: formatDates(peak.from, peak.to, texts),
    peak: formatDifference(peak.sums.netMinor, currency, language),
  });
}

export function centresFinding({ centres, currency }: VariancePart, texts: VarianceTexts): string {
  const { t, language } = texts;
  const [first] = centres.rows;
  if (first === undefined) return t("centres.finding-none");
  const figure = formatDifference(first.netMinor, currency, language);
  return t("centres.findings.net", { name: first.centreName ?? "", figure });
}

export function heatFinding(part: VariancePart, texts: VarianceTexts): string {
  const { t, language } = texts;
  const { heat, shiftNames, currency } = part;
  const { furthest } = heat;
  if (furthest === null) return t("heat.finding-none");
  const shift = shiftNames.get(furthest.column) ?? furthest.column;
  return t("heat.finding", {
    where: `${weekdayName(Number(furthest.row), texts)}, ${shift}`,
    net: formatDifference(furthest.netMinor, currency, language),
  });
}

export function tendersFinding({ tenders }: VariancePart, { t, language }: VarianceTexts): string {
  const [first] = tenders.rows;
  const share = first?.share ?? null;
  if (first === undefined || share === null) return t("tenders.finding-none");
  return t("tenders.finding", {
    name: first.tenderName ?? first.tenderId,
    share: formatShare(share, language),
  });
}
