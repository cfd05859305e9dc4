import "server-only";

/** Counts the events of this process until they are stored, in bounded memory. */
import {
  addCount,
  formatCountKey,
  type SecurityCount,
  withoutWho,
} from "@/lib/domain/security/counts";
import { processWide } from "../process-wide";

const SUMS_MAX = 2_000;

type Tally = {
  add: (count: SecurityCount) => void;
  /** Returns what was counted, and begins again. */
  take: () => SecurityCount[];
};

const shared = processWide<Tally>("security-tally");

export function tally(): Tally {
  return (shared.value ??= createTally());
}

export function createTally(): Tally {
  let sums = new Map<string, SecurityCount>();
  return {
    add: (count) => {
      const isFull = sums.size >= SUMS_MAX && !sums.has(formatCountKey(count));
      addCount(sums, isFull ? withoutWho(count) : count);
    },
    take: () => {
      const taken = [...sums.values()];
      sums = new Map();
      return taken;
    },
  };
}
