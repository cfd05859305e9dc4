/**
 * Interprets the scope of a tolerance rule: which lines it covers, which of two rules takes
 * precedence, when it is valid, and how the name that a line stores of its rule is read. It decides
 * no limit.
 */
import { TENDER_KINDS, type TenderKind } from "../cash-sheet";
import type { Line } from "../line";
import { readNodeScope } from "../organisation/node-scope";
import { ANY, formatKindScope, type Level, type ToleranceRule } from "./tolerance";

export const SIDES = ["short", "over"] as const;
export type Side = (typeof SIDES)[number];

export type RuleScope = Pick<ToleranceRule, "centreId" | "tenderId" | "currency">;
type TolerancePosition = Pick<Line, "centreId" | "tenderId" | "tenderKind"> & {
  currency: string;
  /** The nodes above the centre on the line's date, the nearest first. */
  nodeIds: readonly string[];
};

export function covers(scope: RuleScope, line: TolerancePosition): boolean {
  if (scope.currency !== line.currency) return false;
  const nodeId = readNodeScope(scope.centreId);
  if (nodeId !== null && !line.nodeIds.includes(nodeId)) return false;
  if (nodeId === null && scope.centreId !== ANY && scope.centreId !== line.centreId) return false;
  if (scope.tenderId === ANY || scope.tenderId === line.tenderId) return true;
  return line.tenderKind !== null && scope.tenderId === formatKindScope(line.tenderKind);
}

/**
 * Tells whether a line that both cover follows the first rule, by the precedence of
 * `createToleranceLookup`. Of two nodes the one that comes first in `nodeIds` takes precedence.
 */
export function goesBefore(one: RuleScope, other: RuleScope, nodeIds: readonly string[]): boolean {
  const [near, far] = [computeReach(one, nodeIds), computeReach(other, nodeIds)];
  return near < far || (near === far && computeRank(one) > computeRank(other));
}

/**
 * Returns how far up a scope is: 0 for a centre, more for each node above it, most for all. A node
 * that was above it when the line was judged, and is no more, comes after those that are.
 */
function computeReach({ centreId }: RuleScope, nodeIds: readonly string[]): number {
  if (centreId === ANY) return Infinity;
  const nodeId = readNodeScope(centreId);
  if (nodeId === null) return 0;
  return nodeIds.includes(nodeId) ? 1 + nodeIds.indexOf(nodeId) : 1 + nodeIds.length;
}

function computeRank({ tenderId }: RuleScope): number {
  if (tenderId === ANY) return 0;
  return readKindScope(tenderId) === null ? 2 : 1;
}

/** Returns the kind that a scope of tenders names; null when it names a tender, or all. */
export function readKindScope(tenderId: string): TenderKind | null {
  return TENDER_KINDS.find((kind) => tenderId === formatKindScope(kind)) ?? null;
}

/** Lists the sides on which the second level would tolerate less than the first, for some sales. */
export function unorderedSides({ explain, approve }: { explain: Level; approve: Level }): Side[] {
  return SIDES.filter((side) => {
    const [first, second] = [explain[side], approve[side]];
    return second.amount < first.amount || second.ppm < first.ppm;
  });
}

/**
 * A version is valid from its first day to the day before `supersededFrom`, the earliest first day
 * of the versions after it, which is null when there is none.
 */
export type RuleValidity = { validFrom: string; supersededFrom: string | null; withdrawn: boolean };
export type Standing = "in-force" | "planned" | "withdrawn" | "superseded";

export function computeStanding(
  { validFrom, supersededFrom, withdrawn }: RuleValidity,
  today: string,
): Standing {
  if (supersededFrom !== null && supersededFrom <= next(validFrom, today)) return "superseded";
  if (validFrom > today) return "planned";
  return withdrawn ? "withdrawn" : "in-force";
}

function next(one: string, other: string): string {
  return one > other ? one : other;
}

const TAIL = /^(.+)\/([A-Z]{3})#([1-9]\d{0,8})$/;

/**
 * Reads what `formatRuleName` wrote for a line of this centre; null for any other text, and for the
 * rule of a node, whose id may contain "/" as that of a tender may: it is found among the rules.
 */
export function readRuleName(
  name: string,
  lineCentreId: string,
): (RuleScope & { version: number }) | null {
  const [, scope = "", currency = "", version = ""] = TAIL.exec(name) ?? [];
  const centreId = [ANY, lineCentreId].find((id) => scope.startsWith(`${id}/`));
  if (centreId === undefined) return null;
  return {
    centreId,
    tenderId: scope.slice(centreId.length + 1),
    currency,
    version: Number(version),
  };
}
