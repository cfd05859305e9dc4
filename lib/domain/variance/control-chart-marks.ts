/**
 * Describes a control chart for a sentence: which days are outside, and which rule is broken at its
 * end.
 */
import type { ControlPoint, Side } from "./control-chart";

export type ControlMarks = {
  /** Lists the days beyond the usual band. */
  outside: ControlPoint[];
  /** The breaks that still last on the last day, the longest first; null when there are none. */
  lasting: { rule: "run" | "trend" | "ewma"; side: Side; days: number; since: string } | null;
};

export function describeControl(points: readonly ControlPoint[]): ControlMarks {
  const outside = points.filter(({ breaks }) => breaks.some(({ rule }) => rule === "outside"));
  const lasting = (points.at(-1)?.breaks ?? [])
    .flatMap(({ rule, side, days, since }) =>
      rule === "outside" ? [] : [{ rule, side, days, since }],
    )
    .sort((a, b) => b.days - a.days)[0];
  return { outside, lasting: lasting ?? null };
}

/**
 * Chooses how a point is drawn: beyond the band like a verdict, as part of a run or drift in ochre.
 */
export function chooseMark({ breaks }: Pick<ControlPoint, "breaks">): "usual" | "run" | Side {
  const outside = breaks.find(({ rule }) => rule === "outside");
  if (outside !== undefined) return outside.side;
  return breaks.length > 0 ? "run" : "usual";
}

/** Lists every date that belongs to a run or trend, including the days that led to it. */
export function listRunDates(points: readonly ControlPoint[]): Set<string> {
  const dates = new Set<string>();
  for (const [index, { breaks }] of points.entries()) {
    for (const { rule, days } of breaks) {
      if (rule === "outside") continue;
      for (const point of points.slice(index - days + 1, index + 1)) dates.add(point.businessDate);
    }
  }
  return dates;
}
