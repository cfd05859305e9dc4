import "server-only";

/** Buffers the events of this process that are to be forwarded, in bounded memory. */
import type { EVENTS_DROPPED } from "@/lib/domain/log-forwarding/record";
import type { SecurityKind } from "@/lib/domain/security/events";
import { env } from "../env";
import { processWide } from "../process-wide";

const EVENTS_MAX = 2_000;

export type BufferedEvent = {
  /** Milliseconds since 1970. */
  at: number;
  kind: SecurityKind | typeof EVENTS_DROPPED;
  personId: string | null;
  details: Record<string, string | number | undefined>;
};

export type BufferedEvents = { events: BufferedEvent[]; missed: number };

const shared = processWide<BufferedEvents>("security-events");

/** Nothing is buffered where nothing is forwarded. */
export function bufferEvent(event: BufferedEvent): void {
  const { syslog, webhook } = env().logs;
  if (syslog === null && webhook === null) return;
  const buffer = (shared.value ??= { events: [], missed: 0 });
  if (buffer.events.length < EVENTS_MAX) buffer.events.push(event);
  else buffer.missed += 1;
}

/** Returns what was buffered, and begins again. */
export function takeBuffered(): BufferedEvents {
  const taken = shared.value ?? { events: [], missed: 0 };
  shared.value = undefined;
  return taken;
}

/** Puts back what could not be stored, before what came meanwhile. */
export function putBack({ events, missed }: BufferedEvents): void {
  const meanwhile = takeBuffered();
  const all = [...events, ...meanwhile.events];
  const beyond = Math.max(0, all.length - EVENTS_MAX);
  shared.value = {
    events: all.slice(0, EVENTS_MAX),
    missed: missed + meanwhile.missed + beyond,
  };
}
