/**
 * Lets the watch look at generated centres, day after day, and counts what it names rightly and
 * wrongly. A centre is named rightly when a leak has started there.
 */
import { selectDiscoveries } from "@/lib/domain/variance/discoveries";
import { type LevelChange, testLevelChanges } from "@/lib/domain/variance/level-change";
import { type Chance, createChance } from "../figures/chance";
import { type Leak, makeCentreDays, type Noise } from "./made-centre";

/** The watch looks at this many days. */
const WATCHED_DAYS = 35;
export const LOOKS = 12;
const LEAK_MINOR = 800;

export type Setting = { noise: Noise; centres: number; leaks: number; firstSeed: number };

export type Outcome = {
  /** Of what was named on a day, the share that is chance, as the mean over days that named any. */
  falseShare: number;
  /** Of the centres with a leak, the share that was named within the twelve days. */
  recall: number;
  /** Days from the beginning of the leak to its being named, of those that were. */
  delay: number;
  /** The share of runs in which anything was named on the last day. */
  named: number;
};

type Run = { falseShares: number[]; delays: number[]; namedAtEnd: boolean };

export function evaluate(setting: Setting, runs: number): Outcome {
  const all = Array.from({ length: runs }, (_, index) => {
    return runOnce(setting, createChance(setting.firstSeed + index));
  });
  const falseShares = all.flatMap((run) => run.falseShares);
  const delays = all.flatMap((run) => run.delays);
  return {
    falseShare: mean(falseShares),
    recall: delays.length / (runs * setting.leaks),
    delay: mean(delays),
    named: all.filter(({ namedAtEnd }) => namedAtEnd).length / runs,
  };
}

function runOnce({ noise, centres, leaks }: Setting, chance: Chance): Run {
  const leak: Leak = { minor: LEAK_MINOR, from: WATCHED_DAYS };
  const days = WATCHED_DAYS + LOOKS;
  const series = Array.from({ length: centres }, (_, index) => {
    return makeCentreDays(chance, { noise, days, leak: index < leaks ? leak : null });
  });
  const firstNamed = new Map<number, number>();
  const run: Run = { falseShares: [], delays: [], namedAtEnd: false };
  // Without a leak every day is like another.
  for (let look = leaks === 0 ? LOOKS : 1; look <= LOOKS; look += 1) {
    const named = listNamed(series.map((one) => one.slice(look, look + WATCHED_DAYS)));
    const right = named.filter(({ centre, side }) => centre < leaks && side === "below");
    for (const { centre } of right) if (!firstNamed.has(centre)) firstNamed.set(centre, look);
    if (named.length > 0) run.falseShares.push(1 - right.length / named.length);
    run.namedAtEnd = named.length > 0;
  }
  run.delays.push(...firstNamed.values());
  return run;
}

function listNamed(
  series: Parameters<typeof testLevelChanges>[0],
): (LevelChange & { centre: number })[] {
  const tests = testLevelChanges(series).flatMap((tested, centre) => {
    return tested === null ? [] : [{ ...tested, centre }];
  });
  return selectDiscoveries(tests);
}

function mean(figures: readonly number[]): number {
  return figures.reduce((sum, one) => sum + one, 0) / Math.max(1, figures.length);
}
