/**
 * Finds patterns that deserve attention, and states them in neutral terms: what was observed, over
 * how many days, and nothing about who was there. Each has a least number of days below which it is
 * not reported. What chance can do is named only as far as it is less likely than chance, over all
 * centres together.
 */
import { cancelsOut } from "./cancelling-differences";
import { type ControlDay, CONTROL_DAYS_MIN, type Side } from "./control-chart";
import { finish } from "./finish";
import { selectDiscoveries, type Tested } from "./discoveries";
import { computeJustUnderChance } from "./just-under-tolerance";
import { type LevelChange, walkLevelChanges } from "./level-change";
import { computeCoverage, computeGross, type VarianceSums } from "./variance";

/**
 * drift: the last days lie higher or lower than the days before. just-under: unusually many of the
 * differences within tolerance are close to it. quiet: a small net that hides large shorts and
 * overs. uncounted: lines that nobody counted. The first two are tested against chance.
 */
export const WATCH_PATTERNS = ["drift", "just-under", "quiet", "uncounted"] as const;
export type WatchPattern = (typeof WATCH_PATTERNS)[number];

/** Of what is named of these patterns, some is chance. */
export const TESTED_PATTERNS: readonly WatchPattern[] = ["drift", "just-under"];

/** A smaller share of counted lines deserves attention. */
export const COVERAGE_USUAL = 0.95;

export type Finding = {
  pattern: WatchPattern;
  days: number;
  count: number;
  /**
   * It is the number of differences within tolerance, for the pattern that counts those just under
   * it.
   */
  outOf: number | null;
  side: Side | null;
  since: string | null;
  until: string | null;
  total: VarianceSums;
  coverage: number | null;
};

/**
 * The days of one series in one currency, added up, with the nets of those that can be compared.
 */
export type WatchSeries = {
  total: VarianceSums;
  justUnderLines: number;
  days: number;
  since: string | null;
  until: string | null;
  series: readonly ControlDay[];
};

type Found<Series> = Finding & { of: Series };

/** Every series that was looked at belongs here, because the number of tests decides. */
export function findPatterns<Series extends WatchSeries>(
  watched: readonly Series[],
): Found<Series>[] {
  return finish(walkPatterns(watched));
}

/** Does the same series by series, so that a caller can let other work run in between. */
export function* walkPatterns<Series extends WatchSeries>(
  watched: readonly Series[],
): Generator<undefined, Found<Series>[]> {
  const changes = yield* walkLevelChanges(watched.map(({ series }) => series));
  const tested: (Found<Series> & Tested)[] = [];
  const facts: Found<Series>[] = [];
  for (const [at, of] of watched.entries()) {
    tested.push(...testDrift(of, changes[at] ?? null), ...testJustUnder(of));
    facts.push(...listFacts(of));
    yield;
  }
  return [...selectDiscoveries(tested), ...facts];
}

function testDrift<Series extends WatchSeries>(
  of: Series,
  change: LevelChange | null,
): (Found<Series> & Tested)[] {
  if (change === null) return [];
  const { p, side, days, since } = change;
  return [{ ...describe(of, "drift"), p, side, count: days, since }];
}

function testJustUnder<Series extends WatchSeries>(of: Series): (Found<Series> & Tested)[] {
  if (of.days < CONTROL_DAYS_MIN) return [];
  const outOf = of.total.lines["within-tolerance"];
  const p = computeJustUnderChance(of.justUnderLines, outOf);
  return p === null ? [] : [{ ...describe(of, "just-under"), p, count: of.justUnderLines, outOf }];
}

function listFacts<Series extends WatchSeries>(of: Series): Found<Series>[] {
  const { total, days } = of;
  const found: Found<Series>[] = [];
  if (days >= CONTROL_DAYS_MIN && cancelsOut(total)) {
    found.push({ ...describe(of, "quiet"), count: total.lines.short + total.lines.over });
  }
  const coverage = computeCoverage(total);
  if (coverage !== null && coverage < COVERAGE_USUAL) {
    found.push({ ...describe(of, "uncounted"), count: total.uncountedLines });
  }
  return found;
}

function describe<Series extends WatchSeries>(of: Series, pattern: WatchPattern): Found<Series> {
  const { days, since, until, total } = of;
  const coverage = computeCoverage(total);
  return { of, pattern, days, count: 0, outOf: null, side: null, since, until, total, coverage };
}

export function countCompared({ lines }: VarianceSums): number {
  return lines.matched + lines["within-tolerance"] + lines.over + lines.short;
}

/** Sorts by pattern as listed, then by the number of days, then by the amount. */
export function compareFindings(a: Finding, b: Finding): number {
  const order = ({ pattern }: Finding) => WATCH_PATTERNS.indexOf(pattern);
  return order(a) - order(b) || b.count - a.count || computeGross(b.total) - computeGross(a.total);
}
