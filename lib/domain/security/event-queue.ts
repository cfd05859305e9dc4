/**
 * Decides which security events wait to be forwarded. The queue has a bounded length; once there is
 * space again, one event says how many had none, before the next.
 */
export type EventQueue = {
  /** How many wait. */
  length: number;
  /** The number of the last that was ever queued. */
  lastId: number;
  /** How many had no space since. */
  dropped: number;
};

export type QueuedEvents<Event> = {
  lastId: number;
  dropped: number;
  /** Those that are queued now, after what stands for the dropped ones. */
  events: Event[];
};

/** `missed` more had no space before they came here. */
export function admitEvents<Event>(
  { length, lastId, dropped }: EventQueue,
  { events, missed }: { events: readonly Event[]; missed: number },
  { lengthMax, makeDropped }: { lengthMax: number; makeDropped: (count: number) => Event },
): QueuedEvents<Event> {
  // Space for one event alone would be taken by what stands for the others.
  const space = lengthMax - length;
  const isOpen = dropped === 0 ? space > 0 : space > 1;
  const marks = isOpen && dropped > 0 ? [makeDropped(dropped)] : [];
  const taken = isOpen ? events.slice(0, space - marks.length) : [];
  const left = events.length - taken.length + missed;
  const queued = [...marks, ...taken];
  return {
    lastId: lastId + queued.length,
    dropped: isOpen ? left : dropped + left,
    events: queued,
  };
}
