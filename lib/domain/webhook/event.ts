/** The events that webhooks send: what was counted, how a day looks now, and who signed it. */
import { MOVE_ACTIONS } from "../audit/actions";

export const WEBHOOK_EVENTS = [
  "count.recorded",
  "day.changed",
  "day.reviewed",
  "day.approved",
  "day.closed",
  "day.reopened",
  "day.accepted",
  "day.move-undone",
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** It is sent when an administrator asks for it, and never by itself. */
export const TEST_EVENT = "webhook.tested";

/** A move is named as in the audit trail. */
export const MOVE_EVENTS = MOVE_ACTIONS satisfies Record<string, WebhookEvent>;

type Change = { type: "count" | "day" } | { type: "move"; move: keyof typeof MOVE_EVENTS };

export function eventOf(change: Change): WebhookEvent {
  if (change.type === "move") return MOVE_EVENTS[change.move];
  return change.type === "count" ? "count.recorded" : "day.changed";
}

type Filter = { events: readonly string[]; centreIds: readonly string[] };

/** An empty list stands for everything. */
export function isWanted(filter: Filter, event: WebhookEvent, centreId: string): boolean {
  const isEvent = filter.events.length === 0 || filter.events.includes(event);
  return isEvent && (filter.centreIds.length === 0 || filter.centreIds.includes(centreId));
}
