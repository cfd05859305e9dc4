/**
 * Divides differences by the reason that was given for them. What needs no reason, because it lies
 * within tolerance, is what the reasons leave of the total; so the parts always add up to the total
 * of the period. Currencies are never added together, and a span without a compared line has no
 * figures.
 */
import type { DateRange } from "../business-date";
import { groupBy } from "../group-by";
import { type Minor, minor } from "../money";
import { NO_REASON } from "../reason";

/** This part has the differences within tolerance that nobody gave a reason for. */
export const WITHIN_TOLERANCE = "within-tolerance";

export type Sides = { lines: number; shortMinor: number; overMinor: number };

/** The differences of one span that have one reason; `NO_REASON` are those to be explained. */
export type ReasonSums = DateRange & Sides & { currency: string; reason: string };
/** All differences of one span, whatever their reason. */
export type SpanSums = DateRange &
  Sides & {
    currency: string;
    /** It counts the lines that could be compared, those without a difference included. */
    compared: number;
  };

export type ReasonPart = Sides & { reason: string; grossMinor: Minor };

export function computeGrossOf({ shortMinor, overMinor }: Omit<Sides, "lines">): Minor {
  return minor(overMinor - shortMinor);
}

/** Divides a total by reason: the largest gross first, and what lies within tolerance last. */
export function divideByReason(total: Sides, rows: readonly ReasonSums[]): ReasonPart[] {
  const parts = [...groupBy(rows, ({ reason }) => reason)].map(([reason, of]) => ({
    reason,
    ...addSides(of),
  }));
  const rest = subtractSides(total, addSides(parts));
  return [
    ...parts
      .map((part) => ({ ...part, grossMinor: computeGrossOf(part) }))
      .sort((a, b) => b.grossMinor - a.grossMinor || (a.reason < b.reason ? -1 : 1)),
    ...(isNothing(rest)
      ? []
      : [{ reason: WITHIN_TOLERANCE, ...rest, grossMinor: computeGrossOf(rest) }]),
  ];
}

export type ReasonRow = ReasonPart & {
  /** A share of the gross of the period, from 0 to 1; null where nothing differs. */
  share: number | null;
  /** The change of the gross; null where too few lines were compared in the period before. */
  changeMinor: Minor | null;
};

export type ReasonTable = { rows: ReasonRow[]; total: Omit<ReasonRow, "reason"> };

export type Period = { spans: readonly SpanSums[]; rows: readonly ReasonSums[] };

/** Compares the reasons of a period with those of the one before; both are of one currency. */
export function buildReasonTable(current: Period, before: Period): ReasonTable {
  const total = addSides(current.spans);
  const totalBefore = addSides(before.spans);
  const gross = computeGrossOf(total);
  const isKnown = isComparableWith(current.spans, before.spans);
  const earlier = new Map(
    divideByReason(totalBefore, before.rows).map((part) => [part.reason, part]),
  );
  const now = divideByReason(total, current.rows);
  const reasons = new Set(now.map(({ reason }) => reason));
  const gone = [...earlier.values()].filter(({ reason }) => !reasons.has(reason));
  const compare = (grossMinor: number, grossBefore: number) => ({
    share: gross === 0 ? null : grossMinor / gross,
    changeMinor: isKnown ? minor(grossMinor - grossBefore) : null,
  });
  const rows = [...now, ...gone.map(({ reason }) => ({ reason, ...NO_SIDES, grossMinor: ZERO }))]
    .map((part) => ({
      ...part,
      ...compare(part.grossMinor, earlier.get(part.reason)?.grossMinor ?? 0),
    }))
    .sort((a, b) => Number(a.reason === WITHIN_TOLERANCE) - Number(b.reason === WITHIN_TOLERANCE));
  const grossTotal = { ...total, grossMinor: gross };
  return { rows, total: { ...grossTotal, ...compare(gross, computeGrossOf(totalBefore)) } };
}

/** Returns the part that grew most, or null where none grew or nothing can be compared. */
export function findLargestGrowth(rows: readonly ReasonRow[]): ReasonRow | null {
  const grown = rows.filter(({ changeMinor }) => (changeMinor ?? 0) > 0);
  return grown.reduce<ReasonRow | null>(
    (most, row) => ((row.changeMinor ?? 0) > (most?.changeMinor ?? 0) ? row : most),
    null,
  );
}

export type StackSpan = DateRange & {
  isCurrent: boolean;
  /** False where no line of the span was compared: it has no bar, and no figures. */
  known: boolean;
  parts: ReasonPart[];
  netMinor: Minor;
};

/** Stacks every span of both periods, the earliest first. */
export function stackSpans(
  periods: readonly (Period & { spansOfPeriod: readonly DateRange[]; isCurrent: boolean })[],
): StackSpan[] {
  return periods.flatMap(({ spansOfPeriod, spans, rows, isCurrent }) =>
    spansOfPeriod.map(({ from, to }) => {
      const sums = spans.find((span) => span.from === from);
      return {
        from,
        to,
        isCurrent,
        known: sums !== undefined,
        parts: divideByReason(
          sums ?? NO_SIDES,
          rows.filter((row) => row.from === from),
        ),
        netMinor: minor((sums?.shortMinor ?? 0) + (sums?.overMinor ?? 0)),
      };
    }),
  );
}

/** A picture can tell this many reasons apart, beside what is unexplained. */
const DRAWN_MAX = 5;

/** Lists the reasons that a picture shows one by one; it draws the others together. */
export function listDrawnReasons(rows: readonly ReasonPart[]): string[] {
  const given = rows.filter(
    ({ reason, grossMinor }) =>
      reason !== NO_REASON && reason !== WITHIN_TOLERANCE && grossMinor > 0,
  );
  return given.slice(0, DRAWN_MAX).map(({ reason }) => reason);
}

/** Amounts of far fewer lines would only compare how much was counted. */
const COMPARED_SHARE_MIN = 0.5;

function isComparableWith(now: readonly SpanSums[], then: readonly SpanSums[]): boolean {
  const count = (spans: readonly SpanSums[]) => spans.reduce((sum, one) => sum + one.compared, 0);
  return count(then) > 0 && count(then) >= count(now) * COMPARED_SHARE_MIN;
}

export function addSides(all: readonly Sides[]): Sides {
  return {
    lines: all.reduce((sum, { lines }) => sum + lines, 0),
    shortMinor: minor(all.reduce((sum, { shortMinor }) => sum + shortMinor, 0)),
    overMinor: minor(all.reduce((sum, { overMinor }) => sum + overMinor, 0)),
  };
}

function subtractSides(a: Sides, b: Sides): Sides {
  return {
    lines: a.lines - b.lines,
    shortMinor: minor(a.shortMinor - b.shortMinor),
    overMinor: minor(a.overMinor - b.overMinor),
  };
}

function isNothing({ lines, shortMinor, overMinor }: Sides): boolean {
  return lines === 0 && shortMinor === 0 && overMinor === 0;
}

const ZERO = minor(0);
const NO_SIDES: Sides = { lines: 0, shortMinor: 0, overMinor: 0 };
