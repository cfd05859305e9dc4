/**
 * Adds up figures of centres along the tree: each counts in every node above its centre on its
 * date. A node that moved counts below each of its parents for the dates that it was there, so that
 * a parent is always the sum of what is below it.
 */
import type { DateRange } from "../business-date";
import { groupBy } from "../group-by";
import type { OrganisationHistory } from "./organisation";
import { listStays, type Stay } from "./tree";

/** Null is the top of the tree; without a node, a centre is outside of it. */
type TreeEdge = { parentId: string | null } & (
  | { nodeId: string; centreId: null }
  | { nodeId: null; centreId: string }
);

/** From this date on, until the next one of the centre, the centre was below these nodes. */
export type PathPeriod = DateRange & { path: readonly string[] };

/** Lists the paths from the top to each centre, as they follow each other within the range. */
export function listPathPeriods(
  { nodePositions, centrePositions }: OrganisationHistory,
  centreIds: readonly string[],
  range: DateRange,
): Map<string, PathPeriod[]> {
  const ofNodes = listStays(nodePositions);
  const ofCentres = listStays(centrePositions);
  const changes = new Set([...ofNodes.values()].flat().map(({ from }) => from));
  return new Map(
    centreIds.map((centreId) => {
      const stays = ofCentres.get(centreId) ?? [];
      const dates = [...changes, ...stays.map(({ from }) => from)];
      return [centreId, listPeriods({ stays, ofNodes, dates: new Set(dates), range })];
    }),
  );
}

type Periods = {
  stays: readonly Stay[];
  ofNodes: ReadonlyMap<string, Stay[]>;
  /** Paths change on these dates only. */
  dates: ReadonlySet<string>;
  range: DateRange;
};

function listPeriods({ stays, ofNodes, dates, range }: Periods): PathPeriod[] {
  const within = [...dates].filter((date) => range.from < date && date <= range.to);
  const periods: PathPeriod[] = [];
  for (const from of [range.from, ...within.toSorted()]) {
    const path = climb(stays, ofNodes, from);
    const last = periods.at(-1);
    if (last !== undefined && isSame(last.path, path)) continue;
    periods.push({ from, to: range.to, path });
  }
  return periods;
}

function climb(
  stays: readonly Stay[],
  ofNodes: ReadonlyMap<string, Stay[]>,
  date: string,
): string[] {
  const path: string[] = [];
  let nodeId = parentAt(stays, date);
  while (nodeId !== null) {
    path.unshift(nodeId);
    nodeId = parentAt(ofNodes.get(nodeId) ?? [], date);
  }
  return path;
}

function parentAt(stays: readonly Stay[], date: string): string | null {
  return stays.findLast(({ from }) => from <= date)?.parentId ?? null;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((nodeId, at) => nodeId === other[at]);
}

/** The path of a date; the periods are in order. */
export function pathAt(periods: readonly PathPeriod[], date: string): readonly string[] {
  return periods.findLast(({ from }) => from <= date)?.path ?? [];
}

/** The figures of a centre, on one date, or on all dates of a centre that did not move. */
export type CentreFigures<T> = { centreId: string; path: readonly string[]; figures: T };

type FoldedEdge<T> = TreeEdge & { centreIds: ReadonlySet<string>; figures: T };

/**
 * The figures of each edge of the tree, in no order. Rows of one path are added together first, so
 * that each is added once and not for every node above.
 */
export function foldTree<T>(
  rows: readonly CentreFigures<T>[],
  plus: (one: T, other: T) => T,
): FoldedEdge<T>[] {
  type Sum = TreeEdge & { centreIds: Set<string>; figures: T };
  const sums = new Map<string, Sum>();
  const add = (edge: TreeEdge, { centreIds, figures }: Addend<T>) => {
    const key = `${edge.parentId ?? ""}\u0000${edge.nodeId ?? ""}\u0000${edge.centreId ?? ""}`;
    const sum = sums.get(key);
    if (sum === undefined) {
      sums.set(key, { ...edge, centreIds: new Set(centreIds), figures });
      return;
    }
    for (const centreId of centreIds) sum.centreIds.add(centreId);
    sum.figures = plus(sum.figures, figures);
  };
  const byPath = groupBy(rows, ({ path }) => path.join("\u0000"));
  for (const group of byPath.values()) {
    const [first, ...others] = group;
    if (first === undefined) continue;
    const { path } = first;
    for (const row of group) {
      const edge = { parentId: path.at(-1) ?? null, nodeId: null, centreId: row.centreId };
      add(edge, { centreIds: [row.centreId], figures: row.figures });
    }
    if (path.length === 0) continue;
    const centreIds = group.map(({ centreId }) => centreId);
    const figures = others.reduce((sum, row) => plus(sum, row.figures), first.figures);
    for (const [at, nodeId] of path.entries()) {
      add({ parentId: path[at - 1] ?? null, nodeId, centreId: null }, { centreIds, figures });
    }
  }
  return [...sums.values()];
}

type Addend<T> = { centreIds: readonly string[]; figures: T };
