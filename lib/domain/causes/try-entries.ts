/**
 * Tests whether one expense, movement or deposit is in Cashrec twice, is in Cashrec but never
 * happened, or is missing from it. A missing one can be recognised only where the same entry is
 * usual: one that nobody wrote down and nobody repeats leaves no trace but the difference.
 */
import { formatTillKey } from "../keys";
import { isDrawerLine } from "../line";
import type { CauseFacts, CauseLine } from "./cause";
import { computeNear, isNear } from "./chance";
import { entryKey, labelKey, listEntries, type SurroundingEntry } from "./entries";
import type { Hypothesis, HypothesisInput } from "./hypothesis";
import { ENTRY_KINDS, isSameLine, type Surroundings } from "./surroundings";
import { findUsual } from "./usual-index";

/** An entry that occurs twice on one line is ten times likelier when one of them is a mistake. */
const TWIN = 10;
/** One that also occurs on another till or shift may be the usual one of that till. */
const TWIN_ELSEWHERE = 1.5;
/** Of the entries that are forgotten, this share has a usual label and amount. */
const USUAL_SHARE = 0.7;

export function tryEntries(trial: HypothesisInput): Hypothesis[] {
  if (!isDrawerLine(trial.line)) return [];
  const own = listEntries(trial.line);
  return [...trySuperfluous(trial, own), ...tryMissing(trial, own)];
}

/** Tries to remove one of the line's own entries. */
function trySuperfluous(
  { line, difference, around }: HypothesisInput,
  own: SurroundingEntry[],
): Hypothesis[] {
  const twins = findTwins(own);
  return own.flatMap((entry) => {
    if (!isNear(-entry.amount, difference)) return [];
    const hit = { explained: -entry.amount, facts: buildFacts(entry), evidence: 1 / own.length };
    const notMade: Hypothesis = { ...hit, kind: "movement-not-made" };
    const kind = ENTRY_KINDS[entry.term]?.twice;
    if (kind === undefined) return [notMade];
    if (twins.has(entry)) return [notMade, { ...hit, kind, evidence: (2 * TWIN) / twins.size }];
    const elsewhere = findTwinElsewhere(entry, line, around);
    if (elsewhere === undefined) return [notMade];
    const evidence = TWIN_ELSEWHERE / own.length;
    return [notMade, { ...hit, kind, evidence, facts: buildFacts(elsewhere) }];
  });
}

function findTwins(own: readonly SurroundingEntry[]): Set<SurroundingEntry> {
  const times = new Map<string, number>();
  for (const entry of own) times.set(entryKey(entry), (times.get(entryKey(entry)) ?? 0) + 1);
  return new Set(own.filter((entry) => (times.get(entryKey(entry)) ?? 0) > 1));
}

/** Looks on the other lines of the same day. */
function findTwinElsewhere(entry: SurroundingEntry, line: CauseLine, around: Surroundings) {
  return around.entries
    .get(entryKey(entry))
    ?.find(
      (other) => other.line.businessDate === line.businessDate && !isSameLine(other.line, line),
    );
}

/** Tries to add an entry that is usual in the surroundings. */
function tryMissing(
  { line, difference, around, tolerance, scale }: HypothesisInput,
  own: SurroundingEntry[],
): Hypothesis[] {
  const of = { tillShift: formatTillKey(line), ownLabels: new Set(own.map(labelKey)) };
  const near = computeNear(difference, { tolerance, scale });
  return findUsual(around.usual, of, near).map(({ kind, entry, weight, tried }) => ({
    kind,
    explained: entry.amount,
    facts: buildFacts(entry),
    evidence: (USUAL_SHARE * weight) / tried,
  }));
}

/** `buildFacts` names where the entry was found, which for a missing one is not the line itself. */
function buildFacts({ amount, label, line }: SurroundingEntry): CauseFacts {
  const { businessDate, shiftId, tillId } = line;
  return { amountMinor: Math.abs(amount), label, businessDate, shiftId, tillId };
}
