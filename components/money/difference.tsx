"use client";

/**
 * Shows a difference with its sign, in the colour of its verdict; `·` where there is nothing to
 * compare.
 */
import { useLocale } from "next-intl";
import { formatDifference } from "@/lib/domain/format";
import type { Verdict } from "@/lib/domain/line";
import { classNames } from "../ui/class-names";

type DifferenceProps = {
  /** Null means that one side is absent, so that nothing can be compared. */
  minor: number | null;
  currency: string;
  /** A line has a verdict; without one (a sum), the sign alone decides the colour. */
  verdict?: Verdict;
  withCurrency?: boolean;
  className?: string;
};

export function Difference({ minor, currency, verdict, withCurrency, className }: DifferenceProps) {
  const language = useLocale();
  const known = verdict ?? judgeSum(minor);
  return (
    <span className={classNames("whitespace-nowrap", INKS[known], className)}>
      {minor === null ? "·" : formatDifference(minor, currency, language)}
      {withCurrency === true && minor !== null && ` ${currency}`}
    </span>
  );
}

/** Returns the background of a difference cell; there is none where everything is in order. */
export function differenceWash(verdict: Verdict): string {
  return WASHES[verdict];
}

const INKS: Record<Verdict, string> = {
  matched: "text-ink-3",
  "within-tolerance": "text-within",
  short: "font-semibold text-short",
  over: "font-semibold text-over",
  uncounted: "text-uncounted",
  unexpected: "text-unexpected",
};

const WASHES: Record<Verdict, string> = {
  matched: "",
  "within-tolerance": "",
  short: "bg-short-wash",
  over: "bg-over-wash",
  uncounted: "bg-uncounted-wash",
  unexpected: "bg-unexpected-wash",
};

function judgeSum(minor: number | null): Verdict {
  if (minor === null || minor === 0) return "matched";
  return minor < 0 ? "short" : "over";
}
