/**
 * Arranges the weeks of one centre for its trend: the sums of the period and of the one before it,
 * the weeks of its history, and the last eight weeks as a small picture shows them.
 */
import {
  addTrendSums,
  measureOf,
  type TrendMeasure,
  type TrendSeries,
  type TrendSums,
} from "./trend";

/** These are the days of one week, or of the part of it that belongs to the period before. */
export type TrendWeek = {
  /** Counted back from the last day of the period, or of the history before it; 0 is the latest. */
  week: number;
  isCurrent: boolean;
  /** They belong to the period before. */
  isBefore: boolean;
  sums: TrendSums;
};

/** A week of the picture; its value is null where no line was compared. */
export type DrawnWeek = { value: number | null; isCurrent: boolean };

const DRAWN_WEEKS = 8;
const WEEK = 7;

export function arrangeWeeks(
  weeks: readonly TrendWeek[],
  { days, measure }: { days: number; measure: TrendMeasure },
): { series: TrendSeries; drawn: DrawnWeek[] } {
  const sumOf = (wanted: (week: TrendWeek) => boolean) =>
    addTrendSums(weeks.filter(wanted).map(({ sums }) => sums));
  const weekOf = (isCurrent: boolean, index: number): TrendSums | null => {
    const sums = sumOf((one) => one.isCurrent === isCurrent && one.week === index);
    return sums.compared === 0 ? null : sums;
  };
  const past = weeks.filter(({ isCurrent }) => !isCurrent).map(({ week }) => week);
  const history = Array.from({ length: Math.max(-1, ...past) + 1 }, (_, index) =>
    weekOf(false, index),
  );
  // A week that the period only begins with is not drawn: it would look like a fall.
  const whole = Math.min(DRAWN_WEEKS, Math.floor(days / WEEK));
  const drawn = Array.from({ length: DRAWN_WEEKS }, (_, index): DrawnWeek => {
    const isCurrent = index < whole;
    const sums = isCurrent ? weekOf(true, index) : (history[index - whole] ?? null);
    return { value: measureOf(sums, measure), isCurrent };
  });
  return {
    series: {
      current: sumOf(({ isCurrent }) => isCurrent),
      before: sumOf(({ isBefore }) => isBefore),
      history,
    },
    drawn: drawn.reverse(),
  };
}
