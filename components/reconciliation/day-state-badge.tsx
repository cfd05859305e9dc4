"use client";

/** Shows the state of a day; one without a cash sheet is not simply open. */
import type { Day } from "@/lib/contracts/reconciliation";
import { DayStatusBadge } from "../badge/day-status-badge";

export function DayStateBadge({ day, className }: { day: Day; className?: string }) {
  const state = day.state === "open" && !day.hasSheet ? "no-sheet" : day.state;
  return <DayStatusBadge state={state} {...(className === undefined ? {} : { className })} />;
}
