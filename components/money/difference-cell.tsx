"use client";

/**
 * Shows a difference in a table of lines, behind the perforation; on a phone the verdict stands
 * below it.
 */
import type { Verdict } from "@/lib/domain/line";
import { VerdictBadge } from "../badge/verdict-badge";
import { classNames } from "../ui/class-names";
import { Difference, differenceWash } from "./difference";

type DifferenceCellProps = {
  minor: number | null;
  currency: string;
  verdict: Verdict;
  className?: string;
};

export function DifferenceCell({ minor, currency, verdict, className }: DifferenceCellProps) {
  const wash = differenceWash(verdict);
  return (
    <td
      data-wash={wash === "" ? undefined : ""}
      className={classNames("line-difference", wash, className)}
    >
      <Difference minor={minor} currency={currency} verdict={verdict} />
      <span className="phone-verdict">
        <VerdictBadge verdict={verdict} className="phone-badge" />
      </span>
    </td>
  );
}
