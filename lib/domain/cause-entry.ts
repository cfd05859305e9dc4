/**
 * One expense, movement or deposit that Cashrec has twice, has and the till never saw, or does not
 * have at all. The last can be seen only where the same entry is usual: what nobody wrote down and
 * nobody repeats leaves no trace but the difference.
 */
import type { CauseFacts, CauseKind } from "./cause";
import {
  type AroundEntry,
  entriesOf,
  isSameEntry,
  isSameLabel,
  isSameLine,
  tillShiftOf,
  type UsualEntry,
} from "./cause-around";
import type { CauseHit, CauseTrial } from "./cause-hit";
import type { Term } from "./line";

type Kinds = { missing: CauseKind; twice: CauseKind };

const MOVEMENT: Kinds = { missing: "movement-missing", twice: "movement-twice" };
const DEPOSIT: Kinds = { missing: "deposit-missing", twice: "deposit-twice" };
const KINDS: Partial<Record<Term, Kinds>> = {
  contributions: MOVEMENT,
  withdrawals: MOVEMENT,
  expenses: { missing: "expense-missing", twice: "expense-twice" },
  deposits: DEPOSIT,
  pickups: DEPOSIT,
};

/** An entry that stands twice on one line is ten times likelier when one of them is a mistake. */
const TWIN = 10;
/** One that stands on another till or shift too may be the usual one of that till. */
const TWIN_ELSEWHERE = 1.5;
/** Of the entries that are forgotten, this many are of a usual label and amount. */
const USUAL_SHARE = 0.7;
/** An entry that this till has in this shift on other days, and lacks today. */
const REGULAR = 4;
/** One that the line has already would have to happen a second time. */
const REPEATED = 0.2;

export function entryHits(trial: CauseTrial): CauseHit[] {
  if (trial.line.terms === null) return [];
  const own = entriesOf(trial.line);
  return [...superfluous(trial, own), ...missing(trial, own)];
}

/** Taking one of the line's own entries away. */
function superfluous({ line, difference, around }: CauseTrial, own: AroundEntry[]): CauseHit[] {
  return own.flatMap((entry, index) => {
    if (entry.amount * difference >= 0) return [];
    const hit = { explained: -entry.amount, facts: factsOf(entry) };
    const notMade: CauseHit = { ...hit, kind: "movement-not-made", evidence: 1 / own.length };
    const kinds = KINDS[entry.term];
    if (kinds === undefined) return [notMade];
    if (own.some((other, place) => place !== index && isSameEntry(entry, other))) {
      const twins = own.filter((one) => own.some((two) => one !== two && isSameEntry(one, two)));
      return [notMade, { ...hit, kind: kinds.twice, evidence: (2 * TWIN) / twins.length }];
    }
    const elsewhere = around.entries.find(
      (other) =>
        isSameEntry(entry, other) &&
        other.line.businessDate === line.businessDate &&
        !isSameLine(other.line, line),
    );
    if (elsewhere === undefined) return [notMade];
    return [
      notMade,
      {
        ...hit,
        kind: kinds.twice,
        evidence: TWIN_ELSEWHERE / own.length,
        facts: factsOf(elsewhere),
      },
    ];
  });
}

/** Adding one that is usual around here. */
function missing({ line, difference, around }: CauseTrial, own: AroundEntry[]): CauseHit[] {
  const tried = new Map<CauseKind, number>();
  const candidates: { kind: CauseKind; entry: AroundEntry; weight: number }[] = [];
  for (const usual of around.usual) {
    const { entry } = usual;
    const kind = KINDS[entry.term]?.missing;
    if (kind === undefined) continue;
    const weight = usualness(usual, line, own);
    tried.set(kind, (tried.get(kind) ?? 0) + weight);
    if (entry.amount * difference > 0) candidates.push({ kind, entry, weight });
  }
  return candidates.map(({ kind, entry, weight }) => ({
    ...{ kind, explained: entry.amount, facts: factsOf(entry) },
    evidence: (USUAL_SHARE * weight) / (tried.get(kind) ?? weight),
  }));
}

function usualness(usual: UsualEntry, line: CauseTrial["line"], own: AroundEntry[]): number {
  if (own.some((each) => isSameLabel(each, usual.entry))) return REPEATED * usual.times;
  return usual.times + (REGULAR - 1) * (usual.timesAt.get(tillShiftOf(line)) ?? 0);
}

/** `factsOf` names where the entry stands, which for one that is missing is not the line. */
function factsOf({ amount, label, line }: AroundEntry): CauseFacts {
  const { businessDate, shiftId, tillId } = line;
  return { amountMinor: Math.abs(amount), label, businessDate, shiftId, tillId };
}
