"use client";

/**
 * Shows the state of a centre-day, which fills up like a stamp card. The icon never appears without
 * its text.
 */
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { classNames } from "../ui/class-names";
import { VerdictShape } from "./verdict-badge";

export type DayStatus =
  | "open"
  | "reviewed"
  | "approved"
  | "closed"
  | "changed"
  | "unexplained"
  | "not-counted"
  | "part-counted"
  | "late"
  | "late-part"
  | "empty"
  | "no-sheet"
  | "unread"
  | "failed";

/** What fills a shape has no line. */
const FILL = { fill: "currentColor", stroke: "none" } as const;

/** The dashed circle of what is not counted, filled from below. */
const PART = (
  <>
    <circle cx="7" cy="7" r="5.2" className="dashed" />
    <path d="M2.6 7.5a4.5 4.5 0 0 0 8.8 0z" {...FILL} />
  </>
);

const SHAPES: Record<Exclude<DayStatus, "not-counted" | "late">, ReactNode> = {
  open: <circle cx="7" cy="7" r="5.2" />,
  reviewed: (
    <>
      <circle cx="7" cy="7" r="5.2" />
      <path d="M7 1.8a5.2 5.2 0 0 0 0 10.4z" {...FILL} />
    </>
  ),
  approved: (
    <>
      <circle cx="7" cy="7" r="6" {...FILL} />
      <path d="M4 7.2 6.2 9.4 10.1 4.9" className="stroke-sheet" strokeWidth="1.6" />
    </>
  ),
  closed: (
    <>
      <rect x="1.5" y="1.5" width="11" height="11" {...FILL} />
      <path d="M4.3 5.6h5.4M4.3 8.4h5.4" className="stroke-sheet" strokeWidth="1.3" />
    </>
  ),
  changed: (
    <>
      <path d="M1.5 1.5h7l4 4v7h-11z" />
      <path d="M7 4.3v3.8M7 9.5v1.5" strokeWidth="1.6" />
    </>
  ),
  "part-counted": PART,
  "late-part": PART,
  unexplained: (
    <>
      <circle cx="7" cy="7" r="5.2" />
      <path d="M4.2 7h5.6" strokeWidth="1.6" />
    </>
  ),
  empty: <path d="M4 7h6" />,
  "no-sheet": (
    <>
      <path d="M3 11 11 3" />
      <circle cx="7" cy="7" r="5.2" strokeWidth="1.2" />
    </>
  ),
  unread: <circle cx="7" cy="7" r="1.2" {...FILL} />,
  failed: (
    <>
      <path d="M7 1.6 13 12.4H1z" strokeWidth="1.4" strokeLinejoin="round" />
      <path d="M7 5.4v3.4M7 10v1.2" strokeWidth="1.4" />
    </>
  ),
};

const INKS: Record<DayStatus, string> = {
  open: "text-accent",
  reviewed: "text-accent",
  approved: "text-accent",
  closed: "text-accent",
  changed: "text-uncounted",
  unexplained: "text-short",
  "not-counted": "text-uncounted",
  "part-counted": "text-uncounted",
  late: "text-uncounted",
  "late-part": "text-uncounted",
  empty: "text-ink-3",
  "no-sheet": "text-ink-3",
  unread: "text-ink-3",
  failed: "text-uncounted",
};

export function DayStatusBadge({ state, className }: { state: DayStatus; className?: string }) {
  const t = useTranslations("ui.state");
  const late = INKS[state] === "text-uncounted";
  return (
    <span
      className={classNames(
        "badge text-xs",
        late ? "font-medium text-uncounted" : "text-ink-2",
        className,
      )}
    >
      <DayStatusShape state={state} className={INKS[state]} />
      <span className="inline-block first-letter:uppercase">{t(state)}</span>
    </span>
  );
}

/** It has no name of its own: the text must stand beside it, or name its container. */
export function DayStatusShape({ state, className }: { state: DayStatus; className?: string }) {
  const look = className ?? INKS[state];
  if (state === "not-counted" || state === "late") {
    return <VerdictShape verdict="uncounted" className={look} />;
  }
  return (
    <svg viewBox="0 0 14 14" aria-hidden="true" className={classNames("shape", look)}>
      {SHAPES[state]}
    </svg>
  );
}
