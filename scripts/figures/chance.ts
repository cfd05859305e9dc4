/** Seeded pseudo-random numbers: the same days and the same faults in every run. */
import { createRandom } from "./report";

export type Chance = {
  /** From 0 to below 1. */
  unit: () => number;
  happens: (share: number) => boolean;
  /** Both ends are included. */
  whole: (least: number, most: number) => number;
  pick: <T>(some: readonly T[]) => T;
  /** Picks one of the names, as often as its weight indicates. */
  weighted: <T extends string>(weights: Partial<Record<T, number>>) => T;
};

const FINE = 1_000_000;

export function createChance(seed: number): Chance {
  const roll = createRandom(seed);
  const unit = () => roll(FINE) / FINE;
  return {
    unit,
    happens: (share) => unit() < share,
    whole: (least, most) => least + roll(most - least + 1),
    pick: (some) => {
      const picked = some[roll(some.length)];
      if (picked === undefined) throw new Error("There is nothing to pick from.");
      return picked;
    },
    weighted: <T extends string>(weights: Partial<Record<T, number>>) => {
      const pairs = Object.entries(weights) as [T, number][];
      let left = unit() * pairs.reduce((total, [, weight]) => total + weight, 0);
      const found = pairs.find(([, weight]) => (left -= weight) < 0) ?? pairs.at(-1);
      if (found === undefined) throw new Error("There is nothing to weigh.");
      return found[0];
    },
  };
}
