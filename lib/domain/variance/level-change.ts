/**
 * Tests whether the last days of a series lie higher or lower than the days before, by more than
 * chance explains. A series is compared only with itself. With four weeks or more a weekday is
 * compared with the same weekday. Days far away from the others enter at an edge, because a few
 * extreme days are no change of level.
 *
 * Source: the analysis of covariance with the weekdays as groups, on winsorized values.
 */
import {
  type ControlDay,
  computeMedian,
  type Side,
  SIGMA_OF_MEAN_DISTANCE,
  SIGMA_OF_MEDIAN_DISTANCE,
} from "./control-chart";
import { finish } from "./finish";
import type { Tested } from "./discoveries";
import { computeStudentTail } from "./normal-tail";

/** The change may have started this many days before the end. */
const RECENT_DAYS = [5, 8, 12, 18];
/** So many days at least must lie before the change. */
const EARLIER_DAYS_MIN = 8;
/** From so many days on, each weekday has enough of them to be compared with itself. */
const WEEKDAYS_FROM = 28;
/**
 * The tests of several numbers of days depend on each other: together they are as likely to find
 * something by chance as this many independent ones. `npm run patterns:evaluate` measures it.
 */
const INDEPENDENT_TESTS = 3.4;
/** Days that are further from the middle, in standard deviations, enter at this distance. */
const EDGE_SIGMAS = 2;
const NEAR_SHARE = 0.9;
/** In a short series a day seems to resemble the day before by this much less than it does. */
const PERSISTENCE_BIAS = 0.05;
const PERSISTENCE_MAX = 0.8;

export type LevelChange = Tested & { side: Side; days: number; since: string };

type LevelWalk = Generator<undefined, (LevelChange | null)[]>;

/** Each series has its days in order of their dates. One with too few of them has no result. */
export function testLevelChanges(all: readonly (readonly ControlDay[])[]): (LevelChange | null)[] {
  return finish(walkLevelChanges(all));
}

/** Does the same series by series, so that a caller can let other work run in between. */
export function* walkLevelChanges(all: readonly (readonly ControlDay[])[]): LevelWalk {
  const compared: (Compared | null)[] = [];
  for (const series of all) {
    compared.push(compareLevels(series));
    yield;
  }
  const inflation = computeInflation(compared.flatMap((one) => one?.persistence ?? []));
  const changes: (LevelChange | null)[] = [];
  for (const one of compared) {
    changes.push(one === null ? null : testChange(one, inflation));
    yield;
  }
  return changes;
}

function testChange({ t, freedom, days, since }: Compared, inflation: number): LevelChange {
  const p = computeStudentTail(t / Math.sqrt(inflation), freedom);
  return { p: Math.min(1, p * INDEPENDENT_TESTS), side: t > 0 ? "above" : "below", days, since };
}

type Compared = Score & { days: number; since: string };

/** Returns the number of last days that differ most from the days before. */
function compareLevels(series: readonly ControlDay[]): Compared | null {
  const grouped = groupDays(series);
  let best: Compared | null = null;
  for (const days of RECENT_DAYS) {
    const first = series[series.length - days];
    if (first === undefined || series.length - days < EARLIER_DAYS_MIN) continue;
    const score = computeScore(grouped, series.length - days);
    if (best !== null && Math.abs(score.t) <= Math.abs(best.t)) continue;
    best = { ...score, days, since: first.businessDate };
  }
  return best;
}

/**
 * Where a day resembles the day before, levels change by chance more often. One series is too short
 * to show it, so that all of them together do.
 */
function computeInflation(persistences: readonly number[]): number {
  const mean = persistences.reduce((sum, one) => sum + one, 0) / Math.max(1, persistences.length);
  const persistence = Math.min(PERSISTENCE_MAX, Math.max(0, mean + PERSISTENCE_BIAS));
  return (1 + persistence) / (1 - persistence);
}

type Score = { t: number; freedom: number; persistence: number };

type Day = { group: number; amount: number };
type Grouped = { days: readonly Day[]; sizes: readonly number[] };

/** Days of one group are compared with each other. The mean of each group is zero. */
function groupDays(series: readonly ControlDay[]): Grouped {
  const isLong = series.length >= WEEKDAYS_FROM;
  const groupOf = ({ businessDate }: ControlDay) => (isLong ? weekdayOf(businessDate) : 0);
  const days = series.map((day) => ({ group: groupOf(day), amount: day.netMinor }));
  const groups = Array.from({ length: isLong ? 7 : 1 }, (_, group) =>
    days.filter((day) => day.group === group),
  );
  for (const group of groups) {
    const middle = computeMedian(group.map(({ amount }) => amount)) ?? 0;
    for (const day of group) day.amount -= middle;
  }
  const edge = EDGE_SIGMAS * estimateSigma(days.map(({ amount }) => amount));
  for (const day of days) day.amount = Math.min(edge, Math.max(-edge, day.amount));
  for (const group of groups) {
    const mean = group.reduce((sum, { amount }) => sum + amount, 0) / group.length;
    for (const day of group) day.amount -= mean;
  }
  return { days, sizes: groups.map(({ length }) => length) };
}

/**
 * The amounts are distances from the middle. Many exact days make the median of them zero, and the
 * mean is taken without the largest tenth, so that an extreme day does not widen it.
 */
function estimateSigma(amounts: readonly number[]): number {
  const distances = amounts.map(Math.abs).toSorted((one, other) => one - other);
  const near = distances.slice(0, Math.floor(distances.length * NEAR_SHARE));
  const mean = near.reduce((sum, one) => sum + one, 0) / Math.max(1, near.length);
  const median = computeMedian(distances) ?? 0;
  return Math.max(median * SIGMA_OF_MEDIAN_DISTANCE, mean * SIGMA_OF_MEAN_DISTANCE);
}

/** Returns the difference of the days from `start` on, in its own standard deviations. */
function computeScore({ days, sizes }: Grouped, start: number): Score {
  const recent = sizes.map(() => 0);
  for (const { group } of days.slice(start)) recent[group] = (recent[group] ?? 0) + 1;
  // How much a day is a recent one, against the mean of its group.
  const shares = days.map(({ group }, index) => {
    return (index >= start ? 1 : 0) - (recent[group] ?? 0) / (sizes[group] ?? 1);
  });
  let spread = 0;
  let together = 0;
  for (const [index, share] of shares.entries()) {
    spread += share ** 2;
    together += share * (days[index]?.amount ?? 0);
  }
  const change = spread === 0 ? 0 : together / spread;
  let rest = 0;
  let products = 0;
  let before = 0;
  for (const [index, share] of shares.entries()) {
    const residual = (days[index]?.amount ?? 0) - change * share;
    rest += residual ** 2;
    products += residual * before;
    before = residual;
  }
  const freedom = days.length - sizes.filter((size) => size > 0).length - 1;
  if (spread === 0 || rest === 0 || freedom < 1) return { t: 0, freedom, persistence: 0 };
  return { t: change / Math.sqrt(rest / freedom / spread), freedom, persistence: products / rest };
}

function weekdayOf(businessDate: string): number {
  return new Date(`${businessDate}T00:00:00Z`).getUTCDay();
}
