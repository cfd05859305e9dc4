"use client";

/**
 * Shows the sum of several differences: in colour only where a line on that side is outside its
 * tolerance.
 */
import { judgeSum, type OutsideLines } from "@/lib/domain/screen/sum-verdict";
import { Difference } from "./difference";

type SumDifferenceProps = {
  /** Null means that nothing can be compared. */
  minor: number | null;
  currency: string;
  /** These numbers of its lines are outside their tolerance. */
  outside: OutsideLines;
  className?: string;
};

export function SumDifference({ minor, currency, outside, className }: SumDifferenceProps) {
  return (
    <Difference
      minor={minor}
      currency={currency}
      verdict={judgeSum(minor, outside)}
      {...(className === undefined ? {} : { className })}
    />
  );
}
