/**
 * Adds up the totals of a report: one per currency, for each group and for all lines. Currencies
 * are never added together, and every sum comes from lib/domain/day: here sums are only added up.
 */
import { type DayTotals, computeTotals } from "../day";
import { VERDICTS } from "../line";
import { type Minor, minor } from "../money";
import type { ReportLine } from "./report";

export const GROUPINGS = ["none", "centre", "day", "reason"] as const;
export type Grouping = (typeof GROUPINGS)[number];

export type ReportTotal = DayTotals & {
  currency: string;
  /** It is short + over, which equals counted − expected of the compared lines. */
  net: Minor;
};

/**
 * What the lines of a group have in common. A null `key` is a group too: the lines without a
 * reason.
 */
export type Group = { key: string | null; name: string | null };

type GroupTotals = { group: Group; totals: ReportTotal[] };

export type ReportSums = {
  /** Adds further lines, in any order. */
  add(lines: readonly ReportLine[]): void;
  /** Lists groups in the order of `compareGroups`; the list is empty when nothing is grouped. */
  groups(): GroupTotals[];
  /** Lists a total per currency of all lines. */
  totals(): ReportTotal[];
};

type GroupInProgress = { group: Group; byCurrency: Map<string, DayTotals> };

/** Takes a report page by page, and retains only the sums. */
export function createReportSums(grouping: Grouping): ReportSums {
  const byKey = new Map<string | null, GroupInProgress>();
  return {
    add(lines) {
      for (const part of listParts(lines, grouping)) {
        const { key } = part.group;
        const into: GroupInProgress = byKey.get(key) ?? {
          group: part.group,
          byCurrency: new Map(),
        };
        byKey.set(key, into);
        const before = into.byCurrency.get(part.currency);
        const sums = computeTotals(part.lines);
        into.byCurrency.set(part.currency, before === undefined ? sums : plus(before, sums));
      }
    },
    groups() {
      if (grouping === "none") return [];
      return [...byKey.values()]
        .sort((a, b) => compareGroups(grouping, a.group, b.group))
        .map(({ group, byCurrency }) => ({ group, totals: listed(byCurrency) }));
    },
    totals() {
      const all = new Map<string, DayTotals>();
      for (const { byCurrency } of byKey.values()) {
        for (const [currency, sums] of byCurrency) {
          const before = all.get(currency);
          all.set(currency, before === undefined ? sums : plus(before, sums));
        }
      }
      return listed(all);
    },
  };
}

export function buildGroup(line: ReportLine, grouping: Grouping): Group {
  switch (grouping) {
    case "none":
      return { key: null, name: null };
    case "centre":
      return { key: line.centreId, name: line.centreName };
    case "day":
      return { key: line.businessDate, name: null };
    case "reason":
      return { key: line.reason, name: null };
  }
}

/**
 * Sorts days newest first, as lines are, and all other groups by key, with null keys at the end.
 */
export function compareGroups(grouping: Grouping, a: Group, b: Group): number {
  if (a.key === b.key) return 0;
  if (a.key === null || b.key === null) return a.key === null ? 1 : -1;
  const order = a.key < b.key ? -1 : 1;
  return grouping === "day" ? -order : order;
}

/** Counts the lines of a total. */
export function countLines({ lines }: ReportTotal): number {
  return VERDICTS.reduce((sum, verdict) => sum + lines[verdict], 0);
}

/** Counts the lines of a total that have both sides and are therefore in its sums. */
export function countCompared(total: ReportTotal): number {
  return countLines(total) - total.lines.uncounted - total.lines.unexpected;
}

type Part = { group: Group; currency: string; lines: ReportLine[] };

function listParts(lines: readonly ReportLine[], grouping: Grouping): Iterable<Part> {
  const parts = new Map<string, Part>();
  for (const line of lines) {
    const group = buildGroup(line, grouping);
    const id = `${line.currency} ${group.key === null ? "" : `=${group.key}`}`;
    const part = parts.get(id);
    if (part === undefined) parts.set(id, { group, currency: line.currency, lines: [line] });
    else part.lines.push(line);
  }
  return parts.values();
}

function listed(byCurrency: Map<string, DayTotals>): ReportTotal[] {
  return [...byCurrency]
    .map(([currency, sums]) => ({ ...sums, currency, net: minor(sums.short + sums.over) }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

/** Adds every sum and every count of both. */
function plus(a: DayTotals, b: DayTotals): DayTotals {
  const { lines: linesOfA, ...sumsOfA } = a;
  const { lines: linesOfB, ...sumsOfB } = b;
  return {
    ...added(sumsOfA, sumsOfB, minor),
    lines: added(linesOfA, linesOfB, Number),
  };
}

function added<Key extends string, Value extends number>(
  a: Record<Key, Value>,
  b: Record<Key, Value>,
  made: (sum: number) => Value,
): Record<Key, Value> {
  const keys = Object.keys(a) as Key[];
  const sums = keys.map((key) => [key, made(a[key] + b[key])] as const);
  return Object.fromEntries(sums) as Record<Key, Value>;
}
