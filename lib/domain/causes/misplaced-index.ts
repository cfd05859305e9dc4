/**
 * The differences of the lines around, by amount, for each way in which money is misplaced. A day
 * may have thousands of lines, so that no line is compared with all others: it finds the lines
 * whose difference is about the opposite of its own, and of those with equal differences the first.
 */
import { type AmountIndex, buildAmountIndex, listBetween } from "./amount-index";
import type { CauseKind, CauseLine } from "./cause";

/** Fields of a line as bits, so that the key of a group is made by one template. */
const TENDER = 1;
const TILL = 2;
const SHIFT = 4;
const DATE = 8;
const ALL = DATE | SHIFT | TILL | TENDER;

/** Two lines are related if they agree in all the common fields, and in none of those apart. */
type Relation = { kind: CauseKind; closeness: number; common: number; apart: readonly number[] };

const RELATIONS: readonly Relation[] = [
  { kind: "wrong-tender", closeness: 1, common: DATE | SHIFT | TILL, apart: [TENDER] },
  { kind: "wrong-till", closeness: 1, common: DATE | SHIFT | TENDER, apart: [TILL] },
  // Where every till numbers its own shifts, no two tills share one.
  { kind: "wrong-till", closeness: 0.2, common: DATE | TENDER, apart: [SHIFT, TILL] },
  { kind: "wrong-shift", closeness: 1, common: DATE | TILL | TENDER, apart: [SHIFT] },
  { kind: "wrong-day", closeness: 1, common: SHIFT | TILL | TENDER, apart: [DATE] },
  { kind: "wrong-day", closeness: 0.5, common: TILL | TENDER, apart: [DATE, SHIFT] },
];
const COUNTED: readonly number[] = [ALL, ...RELATIONS.map(({ common }) => common)];

type Candidate = { other: CauseLine; order: number };

export type MisplacedIndex = {
  /** How many lines have the same fields, whether they differ or not. */
  sizes: ReadonlyMap<string, number>;
  /** The lines with a difference, of each relation's common fields. */
  groups: ReadonlyMap<string, AmountIndex<Candidate[]>>;
};

/** Only lines of this date are asked about; lines of other dates are related to them by till. */
export function indexMisplaced(lines: readonly CauseLine[], date: string): MisplacedIndex {
  const sizes = new Map<string, number>();
  const groups = new Map<string, Map<number, Candidate[]>>();
  for (const [order, other] of lines.entries()) {
    const isOfDate = other.businessDate === date;
    const keyOf = rememberGroups(other);
    for (const fields of COUNTED) {
      if (!isOfDate && (fields & DATE) !== 0) continue;
      const key = keyOf(fields);
      sizes.set(key, (sizes.get(key) ?? 0) + 1);
    }
    const { difference } = other;
    if (difference === null || difference === 0) continue;
    for (const { common, apart } of RELATIONS) {
      if (!isOfDate && (common & DATE) !== 0) continue;
      const key = keyOf(common);
      const byAmount = groups.get(key) ?? new Map<number, Candidate[]>();
      if (byAmount.size === 0) groups.set(key, byAmount);
      const candidates = byAmount.get(difference);
      if (candidates === undefined) byAmount.set(difference, [{ other, order }]);
      else if (isNeeded(other, candidates, apart)) candidates.push({ other, order });
    }
  }
  const indexed = [...groups].map(([key, group]) => [key, buildAmountIndex(group)] as const);
  return { sizes, groups: new Map(indexed) };
}

export type Misplaced = Pick<Relation, "kind" | "closeness"> & {
  other: CauseLine;
  /** The closeness of all lines that are related in a way of this kind. */
  tried: number;
};

/** Lists related lines with a difference in this range, in the order of the lines. */
export function findMisplaced(
  { sizes, groups }: MisplacedIndex,
  line: CauseLine,
  [least, most]: readonly [number, number],
): Misplaced[] {
  const keyOf = rememberGroups(line);
  const tried = new Map<CauseKind, number>();
  const found: (Candidate & Pick<Relation, "kind" | "closeness">)[] = [];
  for (const { kind, closeness, common, apart } of RELATIONS) {
    const related = countRelated((fields) => sizes.get(keyOf(fields)) ?? 0, { common, apart });
    tried.set(kind, (tried.get(kind) ?? 0) + closeness * related);
    const group = groups.get(keyOf(common));
    if (group === undefined) continue;
    for (const candidates of listBetween(group, least, most)) {
      const first = candidates.find(({ other }) => isApart(other, line, apart));
      if (first !== undefined) found.push({ ...first, kind, closeness });
    }
  }
  return found
    .sort((one, other) => one.order - other.order)
    .map(({ kind, closeness, other }) => {
      return { kind, closeness, other, tried: tried.get(kind) ?? closeness };
    });
}

/** Those with the common fields, less those that also have one of the others in common. */
function countRelated(
  count: (fields: number) => number,
  { common, apart }: Pick<Relation, "common" | "apart">,
): number {
  const alike = apart.reduce((total, field) => total + count(common | field), 0);
  // Lines that have both in common were taken away twice.
  return count(common) - alike + (apart.length === 2 ? count(ALL) : 0);
}

function isApart(one: CauseLine, other: CauseLine, apart: readonly number[]): boolean {
  return apart.every((field) => readField(one, field) !== readField(other, field));
}

/**
 * Tells whether some line is apart from this one and from none of the candidates before it. That
 * line has, in each field, the value of one of the candidates or any other value, so that after
 * four candidates no further one is needed.
 */
function isNeeded(
  line: CauseLine,
  candidates: readonly Candidate[],
  [first = 0, second = 0]: readonly number[],
): boolean {
  const valuesOf = (field: number) =>
    [null, ...candidates.map(({ other }) => readField(other, field))].filter(
      (value) => value === null || value !== readField(line, field),
    );
  const seconds = valuesOf(second);
  return valuesOf(first).some((one) =>
    seconds.some((another) =>
      candidates.every(
        ({ other }) => readField(other, first) === one || readField(other, second) === another,
      ),
    ),
  );
}

/** No field at all is never the same as in another line. */
function readField(line: CauseLine, field: number): string | undefined {
  if (field === DATE) return line.businessDate;
  if (field === SHIFT) return line.shiftId;
  if (field === TILL) return line.tillId;
  return field === TENDER ? line.tenderId : undefined;
}

/** The groups of a line are asked for several times, and a key is made once. */
function rememberGroups(line: CauseLine): (fields: number) => string {
  const keys: string[] = [];
  return (fields) => (keys[fields] ??= formatGroup(line, fields));
}

function formatGroup(line: CauseLine, fields: number): string {
  const date = (fields & DATE) === 0 ? "" : line.businessDate;
  const shift = (fields & SHIFT) === 0 ? "" : line.shiftId;
  const till = (fields & TILL) === 0 ? "" : line.tillId;
  const tender = (fields & TENDER) === 0 ? "" : line.tenderId;
  return `${fields}\u0000${date}\u0000${shift}\u0000${till}\u0000${tender}`;
}
