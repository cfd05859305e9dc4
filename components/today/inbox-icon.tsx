"use client";

/**
 * Shows the icon of an inbox item: the verdict that it is about, or the state in which its days
 * wait.
 */
import type { Need } from "@/lib/contracts/today";
import { type DayStatus, DayStatusShape } from "../badge/day-status-badge";
import { Shape } from "../badge/shapes";

const STATES: Partial<Record<Need["kind"], DayStatus>> = {
  changed: "changed",
  failed: "failed",
  review: "open",
  approval: "reviewed",
  closure: "approved",
};

const INKS: Record<Need["kind"], string> = {
  changed: "text-uncounted",
  failed: "text-uncounted",
  recount: "text-uncounted",
  short: "text-short",
  over: "text-over",
  uncounted: "text-uncounted",
  unexpected: "text-unexpected",
  approval: "text-accent",
  review: "text-accent",
  closure: "text-accent",
};

export function getInboxInk(kind: Need["kind"]): string {
  return INKS[kind];
}

export function InboxIcon({ kind, className }: { kind: Need["kind"]; className?: string }) {
  const inkClass = `${className ?? "size-3.5"} ${INKS[kind]}`;
  const state = STATES[kind];
  if (state !== undefined) return <DayStatusShape state={state} className={inkClass} />;
  const verdict = kind === "over" || kind === "short" || kind === "unexpected" ? kind : "uncounted";
  return <Shape name={verdict} className={inkClass} />;
}
