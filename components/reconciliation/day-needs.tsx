"use client";

/** Tells what is left to do on a day: "3 to explain · 1 to count"; nothing when it is all done. */
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Day } from "@/lib/contracts/reconciliation";
import { classNames } from "../ui/class-names";

type DayNeedsProps = {
  day: Pick<Day, "unexplainedLines" | "unwaivedLines" | "recountLines">;
  className?: string;
};

export function DayNeeds({ day, className }: DayNeedsProps) {
  const t = useTranslations("reconciliation.needs");
  const { unexplainedLines, unwaivedLines, recountLines } = day;
  const needs = [
    { need: "explain", count: unexplainedLines },
    { need: "count", count: unwaivedLines },
    { need: "recount", count: recountLines },
  ] as const;
  const open = needs.filter(({ count }) => count > 0);
  if (open.length === 0) return null;
  const strong = (chunks: ReactNode) => <b className="text-ink">{chunks}</b>;
  return (
    <span className={classNames("text-ink-2", className)}>
      {open.map(({ need, count }, at) => (
        <span key={need}>
          {at > 0 && " · "}
          {t.rich(need, { count, strong })}
        </span>
      ))}
    </span>
  );
}
