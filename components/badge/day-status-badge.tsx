"use client";

/**
 * Shows the state of a centre-day, which fills up like a stamp card. The icon never appears without
 * its text.
 */
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { classNames } from "../ui/class-names";
import { Shape, type StateShape } from "./shapes";

export type DayStatus = StateShape | "not-counted" | "late" | "late-part";

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
  return <Shape name={shapeOf(state)} className={className ?? INKS[state]} />;
}

/** What is late is drawn as what can still be counted; colour and text tell them apart. */
function shapeOf(state: DayStatus): ComponentProps<typeof Shape>["name"] {
  if (state === "not-counted" || state === "late") return "uncounted";
  return state === "late-part" ? "part-counted" : state;
}
