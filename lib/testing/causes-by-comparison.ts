/**
 * The likely causes of a day by comparing every line with every other line and every usual entry.
 * It is slow and plain, so that the indexes of lib/domain/causes can be tested against it.
 */
import type { Cause, CauseKind, CauseLine } from "@/lib/domain/causes/cause";
import {
  chanceOfLargeAmount,
  coincidenceProbability,
  computeSmallAmount,
  isNear,
} from "@/lib/domain/causes/chance";
import {
  entryKey,
  labelKey,
  listEntries,
  type SurroundingEntry,
} from "@/lib/domain/causes/entries";
import type { Hypothesis, HypothesisInput } from "@/lib/domain/causes/hypothesis";
import type { CauseDay, CauseDayLine } from "@/lib/domain/causes/likely-causes";
import { scoreHypotheses } from "@/lib/domain/causes/score";
import { ENTRY_KINDS, gatherAtOnce } from "@/lib/domain/causes/surroundings";
import { tryDigits } from "@/lib/domain/causes/try-digits";
import { tryEntries } from "@/lib/domain/causes/try-entries";
import { tryFloat } from "@/lib/domain/causes/try-float";
import { tryNotes } from "@/lib/domain/causes/try-notes";
import { tryRounding } from "@/lib/domain/causes/try-rounding";
import { tryVouchers } from "@/lib/domain/causes/try-vouchers";
import { formatTillKey } from "@/lib/domain/keys";

export function compareEverything(day: CauseDay, line: CauseDayLine): Cause[] {
  const { difference, tolerance, agreedFloat } = line;
  if (difference === null || difference === 0) return [];
  const lines = inOrder([...day.lines, ...day.neighbours]);
  const scale = computeSmallAmount(day.currency, day.denominations);
  const { denominations } = day;
  const around = gatherAtOnce(line.businessDate, lines, day.earlier);
  const rounding = line.rounding ?? null;
  const found = { around, agreedFloat, rounding, denominations };
  const trial = { line, difference, tolerance, scale, ...found };
  const hits = [
    ...tryFloat(trial),
    ...tryDigits(trial),
    ...compareWithLines(trial, lines),
    ...tryNotes(trial),
    ...tryVouchers(trial),
    ...tryRounding(trial),
    ...tryEntries(trial).filter(({ kind }) => !/^(movement|expense|deposit)-missing$/.test(kind)),
    ...compareWithUsual(trial, [...inOrder(day.earlier ?? []), ...lines].flatMap(listEntries)),
  ];
  const isCash = line.tenderKind === "cash";
  return scoreHypotheses(hits, { difference, tolerance, scale, isCash });
}

function inOrder(lines: readonly CauseLine[]): CauseLine[] {
  const textOf = ({ businessDate, shiftId, tillId, tenderId }: CauseLine) =>
    [businessDate, shiftId, tillId, tenderId].join("\u0000");
  return lines.toSorted((one, other) => (textOf(one) < textOf(other) ? -1 : 1));
}

function compareWithLines(
  { line, difference, scale }: HypothesisInput,
  lines: readonly CauseLine[],
): Hypothesis[] {
  const related = lines.flatMap((other) => {
    const relation = relate(line, other);
    return relation === null ? [] : [{ ...relation, other }];
  });
  return related.flatMap(({ kind, closeness, other }) => {
    const opposite: number = other.difference ?? 0;
    if (!isNear(-opposite, difference)) return [];
    const tried = related
      .filter((one) => one.kind === kind)
      .reduce((all, one) => all + one.closeness, 0);
    const moved = Math.max(
      chanceOfLargeAmount(difference, scale),
      chanceOfLargeAmount(opposite, scale),
    );
    const { shiftId, tillId, tenderId, businessDate } = other;
    const position = { shiftId, tillId, tenderId, businessDate };
    return {
      kind,
      explained: -opposite,
      amongCash: other.tenderKind === "cash",
      evidence: ((closeness / tried) * moved) / coincidenceProbability(opposite, scale),
      facts: { amountMinor: Math.abs(opposite), otherMinor: opposite, ...position },
    };
  });
}

function relate(line: CauseLine, other: CauseLine): { kind: CauseKind; closeness: number } | null {
  const sameTill = other.tillId === line.tillId;
  const sameTender = other.tenderId === line.tenderId;
  const sameShift = other.shiftId === line.shiftId;
  if (other.businessDate !== line.businessDate) {
    return sameTill && sameTender ? { kind: "wrong-day", closeness: sameShift ? 1 : 0.5 } : null;
  }
  if (sameTill && sameShift) return sameTender ? null : { kind: "wrong-tender", closeness: 1 };
  if (!sameTender) return null;
  if (sameTill) return { kind: "wrong-shift", closeness: 1 };
  return { kind: "wrong-till", closeness: sameShift ? 1 : 0.2 };
}

function compareWithUsual(
  { line, difference }: HypothesisInput,
  entries: readonly SurroundingEntry[],
): Hypothesis[] {
  if (line.terms === null) return [];
  const tillShift = formatTillKey(line);
  const own = new Set(listEntries(line).map(labelKey));
  const usual = new Map<string, { entry: SurroundingEntry; times: number; here: number }>();
  for (const entry of entries) {
    const { times = 0, here = 0 } = usual.get(entryKey(entry)) ?? {};
    const isHere = formatTillKey(entry.line) === tillShift;
    usual.set(entryKey(entry), { entry, times: times + 1, here: here + (isHere ? 1 : 0) });
  }
  const weighed = [...usual.values()].flatMap(({ entry, times, here }) => {
    const kind = ENTRY_KINDS[entry.term]?.missing;
    const weight = own.has(labelKey(entry)) ? 0.2 * times : times + 3 * here;
    return kind === undefined ? [] : [{ kind, entry, weight }];
  });
  return weighed.flatMap(({ kind, entry, weight }) => {
    if (!isNear(entry.amount, difference)) return [];
    const tried = weighed
      .filter((one) => one.kind === kind)
      .reduce((all, one) => all + one.weight, 0);
    const { businessDate, shiftId, tillId } = entry.line;
    const amountMinor = Math.abs(entry.amount);
    return {
      kind,
      explained: entry.amount,
      evidence: (0.7 * weight) / tried,
      facts: { amountMinor, label: entry.label, businessDate, shiftId, tillId },
    };
  });
}
