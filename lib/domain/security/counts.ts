/**
 * Adds security events up by day, kind, person and address, and bounds how many sums a day and kind
 * may have. Beyond the bound, events are added up without person and address, so that a
 * flood from many addresses takes no more space than one from a few.
 */
import type { SecurityKind } from "./events";

export type SecurityCount = {
  /** The date in UTC. */
  day: string;
  kind: SecurityKind;
  /** Empty when nobody is known, or beyond the bound. */
  personId: string;
  /** Empty when it is unknown, or beyond the bound. */
  address: string;
  events: number;
  /** Milliseconds since 1970. */
  firstAt: number;
  lastAt: number;
};

export type CountKey = Pick<SecurityCount, "day" | "kind" | "personId" | "address">;

export function formatCountKey({ day, kind, personId, address }: CountKey): string {
  return [day, kind, personId, address].join("\n");
}

/** Adds a count to those of its key. */
export function addCount(sums: Map<string, SecurityCount>, count: SecurityCount): void {
  const key = formatCountKey(count);
  const sum = sums.get(key);
  if (sum === undefined) {
    sums.set(key, { ...count });
    return;
  }
  sum.events += count.events;
  sum.firstAt = Math.min(sum.firstAt, count.firstAt);
  sum.lastAt = Math.max(sum.lastAt, count.lastAt);
}

export function withoutWho(count: SecurityCount): SecurityCount {
  return { ...count, personId: "", address: "" };
}

type Stored = {
  /** Keys that are stored already. */
  known: ReadonlySet<string>;
  /** How many sums each "day kind" has. */
  rows: ReadonlyMap<string, number>;
};

/** Returns at most `rowsMax` sums for each day and kind, and one for the rest. */
export function boundCounts(
  counts: readonly SecurityCount[],
  { known, rows }: Stored,
  rowsMax: number,
): SecurityCount[] {
  const taken = new Map(rows);
  const sums = new Map<string, SecurityCount>();
  for (const count of counts) {
    const key = formatCountKey(count);
    const ofDay = `${count.day} ${count.kind}`;
    const number = taken.get(ofDay) ?? 0;
    const isKnown = known.has(key) || sums.has(key);
    if (!isKnown && number >= rowsMax) {
      addCount(sums, withoutWho(count));
      continue;
    }
    if (!isKnown) taken.set(ofDay, number + 1);
    addCount(sums, count);
  }
  return [...sums.values()];
}
