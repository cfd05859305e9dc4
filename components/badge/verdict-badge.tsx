"use client";

/**
 * Shows a verdict as colour, shape and text together; `VerdictShape` is its shape alone, for a
 * named cell.
 */
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Verdict } from "@/lib/domain/line";
import { classNames } from "../ui/class-names";

/** What fills a shape has no line. */
const FILL = { fill: "currentColor", stroke: "none" } as const;

const SHAPES: Record<Verdict, ReactNode> = {
  matched: <path d="M2.5 7.5 5.6 10.6 11.5 3.8" strokeWidth="1.8" />,
  "within-tolerance": (
    <>
      <path d="M1.5 5.4C3.3 3.4 5.1 3.4 7 4.8S10.7 6.2 12.5 4.2" strokeWidth="1.6" />
      <path d="M1.5 10C3.3 8 5.1 8 7 9.4S10.7 10.8 12.5 8.8" strokeWidth="1.6" />
    </>
  ),
  over: <path d="M7 1.8 13 12H1z" {...FILL} />,
  short: <path d="M7 12.2 1 2h12z" {...FILL} />,
  uncounted: <circle cx="7" cy="7" r="5.2" className="dashed" />,
  unexpected: (
    <>
      <path d="M7 .9 13.1 7 7 13.1.9 7z" />
      <path d="M7 4.2v5.6M4.2 7h5.6" />
    </>
  ),
};

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
      <VerdictShape verdict={verdict} className={verdict === "matched" ? "text-matched" : ""} />
      {t(verdict)}
    </span>
  );
}

/** It has no name of its own: the text must stand beside it, or name its container. */
export function VerdictShape({ verdict, className }: { verdict: Verdict; className?: string }) {
  return (
    <svg viewBox="0 0 14 14" aria-hidden="true" className={classNames("shape", className)}>
      {SHAPES[verdict]}
    </svg>
  );
}
