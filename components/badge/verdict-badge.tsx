"use client";

/** Shows a verdict as colour, shape and text together. */
import { useTranslations } from "next-intl";
import type { Verdict } from "@/lib/domain/line";
import { classNames } from "../ui/class-names";
import { Shape } from "./shapes";

const INKS: Record<Verdict, string> = {
  matched: "text-ink-2",
  "within-tolerance": "text-ink-2",
  short: "font-medium text-short",
  over: "font-medium text-over",
  uncounted: "font-medium text-uncounted",
  unexpected: "font-medium text-unexpected",
};

export function VerdictBadge({ verdict, className }: { verdict: Verdict; className?: string }) {
  const t = useTranslations("ui.verdict");
  return (
    <span className={classNames("badge", INKS[verdict], className)}>
      <Shape name={verdict} className={verdict === "matched" ? "text-matched" : ""} />
      {t(verdict)}
    </span>
  );
}
