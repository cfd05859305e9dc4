/**
 * The entries that are usual around, by kind and amount. There are thousands of them in four
 * weeks of many tills, so that a line examines only those of about its difference, and of equal
 * amounts only the entry that is likeliest at its till. How many were tried is a sum made ahead.
 */
import { formatTillKey } from "../keys";
import type { Term } from "../line";
import { type AmountIndex, buildAmountIndex, listBetween } from "./amount-index";
import type { CauseKind } from "./cause";
import { entryKey, labelKey, type SurroundingEntry } from "./entries";

/** An entry that this till has in this shift on other days is this much likelier. */
const REGULAR = 4;
/** An entry that the line has already would have to happen a second time. */
const REPEATED = 0.2;

/** The same entry wherever it occurred, and how often in each till and shift. */
type UsualEntry = Times & { entry: SurroundingEntry; label: string; order: number };
type Times = { times: number; timesAt: Map<string, number> };

type SameAmount = {
  /** The most frequent first, and of equally frequent ones the first. */
  byTimes: UsualEntry[];
  byTillShift: ReadonlyMap<string, UsualEntry[]>;
  byLabel: ReadonlyMap<string, UsualEntry[]>;
};

type OfKind = { all: Times; byLabel: ReadonlyMap<string, Times>; amounts: AmountIndex<SameAmount> };

export type UsualIndex = ReadonlyMap<CauseKind, OfKind>;

/** The entries are in the order of their dates. `kindOf` names the cause when one is missing. */
export function indexUsual(
  entries: readonly SurroundingEntry[],
  kindOf: (term: Term) => CauseKind | undefined,
): UsualIndex {
  const byKind = new Map<CauseKind, UsualEntry[]>();
  for (const usual of countUsual(entries)) {
    const kind = kindOf(usual.entry.term);
    if (kind === undefined) continue;
    const group = byKind.get(kind) ?? [];
    byKind.set(kind, group);
    group.push(usual);
  }
  return new Map([...byKind].map(([kind, usual]) => [kind, indexKind(usual)]));
}

/** The last occurrence represents all of them. */
function countUsual(entries: readonly SurroundingEntry[]): UsualEntry[] {
  const usual = new Map<string, UsualEntry>();
  for (const entry of entries) {
    const key = entryKey(entry);
    let counted = usual.get(key);
    if (counted === undefined) {
      const { times, timesAt } = createTimes();
      counted = { times, timesAt, entry, label: labelKey(entry), order: usual.size };
      usual.set(key, counted);
    }
    counted.entry = entry;
    counted.times += 1;
    const tillShift = formatTillKey(entry.line);
    counted.timesAt.set(tillShift, (counted.timesAt.get(tillShift) ?? 0) + 1);
  }
  return [...usual.values()];
}

function indexKind(usual: readonly UsualEntry[]): OfKind {
  const all = createTimes();
  const byLabel = new Map<string, Times>();
  const byAmount = new Map<number, UsualEntry[]>();
  for (const one of usual) {
    const { times, timesAt, label, entry } = one;
    const ofLabel = byLabel.get(label) ?? createTimes();
    byLabel.set(label, ofLabel);
    addTimes(all, times, timesAt);
    addTimes(ofLabel, times, timesAt);
    const same = byAmount.get(entry.amount) ?? [];
    byAmount.set(entry.amount, same);
    same.push(one);
  }
  const amounts = [...byAmount].map(([amount, same]) => [amount, indexAmount(same)] as const);
  return { all, byLabel, amounts: buildAmountIndex(new Map(amounts)) };
}

function indexAmount(same: readonly UsualEntry[]): SameAmount {
  const byTillShift = new Map<string, UsualEntry[]>();
  const byLabel = new Map<string, UsualEntry[]>();
  const add = (to: Map<string, UsualEntry[]>, key: string, one: UsualEntry) => {
    const group = to.get(key) ?? [];
    to.set(key, group);
    group.push(one);
  };
  for (const one of same) {
    add(byLabel, one.label, one);
    for (const tillShift of one.timesAt.keys()) add(byTillShift, tillShift, one);
  }
  const byTimes = same.toSorted((one, other) => other.times - one.times || one.order - other.order);
  return { byTimes, byTillShift, byLabel };
}

function createTimes(): Times {
  return { times: 0, timesAt: new Map() };
}

function addTimes(to: Times, times: number, timesAt: Iterable<readonly [string, number]>): void {
  to.times += times;
  for (const [tillShift, more] of timesAt) {
    to.timesAt.set(tillShift, (to.timesAt.get(tillShift) ?? 0) + more);
  }
}

export type MissingEntry = {
  kind: CauseKind;
  entry: SurroundingEntry;
  weight: number;
  /** The weights of all entries of this kind. */
  tried: number;
};

/** Lists entries with an amount in this range, in the order in which they first occurred. */
export function findUsual(
  index: UsualIndex,
  { tillShift, ownLabels }: { tillShift: string; ownLabels: ReadonlySet<string> },
  [least, most]: readonly [number, number],
): MissingEntry[] {
  const found: (MissingEntry & { order: number })[] = [];
  for (const [kind, { all, byLabel, amounts }] of index) {
    let tried = weigh(all, tillShift);
    for (const label of ownLabels) {
      const own = byLabel.get(label);
      if (own !== undefined) tried += REPEATED * own.times - weigh(own, tillShift);
    }
    for (const same of listBetween(amounts, least, most)) {
      const first = same.byTimes.find(({ label }) => !ownLabels.has(label));
      const likeliest = [
        ...(first === undefined ? [] : [first]),
        ...(same.byTillShift.get(tillShift) ?? []),
        ...[...ownLabels].flatMap((label) => same.byLabel.get(label) ?? []),
      ];
      for (const one of new Set(likeliest)) {
        const { entry, order, times } = one;
        const isOwn = ownLabels.has(one.label);
        const weight = isOwn ? REPEATED * times : weigh(one, tillShift);
        found.push({ kind, entry, weight, tried, order });
      }
    }
  }
  return found.sort((one, other) => one.order - other.order);
}

function weigh({ times, timesAt }: Times, tillShift: string): number {
  return times + (REGULAR - 1) * (timesAt.get(tillShift) ?? 0);
}
