/**
 * How much difference is tolerated: the most specific rule in force, in two levels. A difference
 * above the first needs an explanation, one above the second needs an approval as well. Without any
 * rule both are 0, so that every cent counts.
 */
import { assert } from "../assert";
import type { TenderKind } from "../cash-sheet";
import { decimalsOf, type Minor, minor } from "../money";
import { groupBy } from "../group-by";
import { findInForce, findNearest, newestFirst } from "../organisation/nearest";
import { listScopes } from "../organisation/node-scope";
import { NO_PATHS, type PathLookup } from "../organisation/path-lookup";

export const ANY = "*";
/** One response lists at most this number of rule versions. */
export const RULES_PER_PAGE_MAX = 5_000;

/**
 * The limit is the larger of an amount and a share (in millionths) of the shift's sales of that
 * tender.
 */
export type Limit = { amount: Minor; ppm: number };
/** Short and over have separate limits. */
export type Level = { short: Limit; over: Limit };

export type ToleranceRule = {
  /** It names a centre, a node as "@north", or is "*" for all centres. */
  centreId: string;
  /** It names a tender, is "kind:cash" and the like for every tender of a kind, or "*" for all. */
  tenderId: string;
  /** An amount is meaningful in one currency only. */
  currency: string;
  version: number;
  explain: Level;
  approve: Level;
  /**
   * It limits the sum of a till's differences in a calendar month; it is null when there is no
   * limit.
   */
  monthly: Minor | null;
  /** From its first day on, this scope has no rule of its own. */
  withdrawn: boolean;
  /** The rule applies from this business date on. */
  validFrom: string;
};

export type ToleranceQuestion = {
  centreId: string;
  tenderId: string;
  tenderKind: TenderKind | null;
  currency: string;
  businessDate: string;
};

export type ToleranceLookup = (question: ToleranceQuestion) => ToleranceRule | null;

export const NO_LIMIT: Limit = { amount: minor(0), ppm: 0 };

/**
 * What is proposed for cash, and never imposed: explain above the larger of 2.00 and 0.1 %, approve
 * above the larger of 5.00 and 0.5 %. Where a hundredth is not the minor unit, two and five are of
 * an amount of similar worth: of yen two hundred. Other tenders are proposed 0.
 */
export function proposeCashLevels(currency: string): { explain: Level; approve: Level } {
  const unit = Math.max(100, 10 ** decimalsOf(currency));
  const level = (amount: number, ppm: number): Level => {
    const limit = { amount: minor(amount * unit), ppm };
    return { short: limit, over: limit };
  };
  return { explain: level(2, 1_000), approve: level(5, 5_000) };
}

/**
 * Creates a lookup for many lines at once. The nearest rule takes precedence, by the tree of the
 * business date. Of each scope, a tender takes precedence over its kind, and a kind over all
 * tenders.
 */
export function createToleranceLookup(
  rules: readonly ToleranceRule[],
  pathOf: PathLookup = NO_PATHS,
): ToleranceLookup {
  if (rules.length === 0) return () => null;
  const byScope = group(rules);
  return ({ centreId, tenderId, tenderKind, currency, businessDate }) => {
    const tenderIds = [
      tenderId,
      ...(tenderKind === null ? [] : [formatKindScope(tenderKind)]),
      ANY,
    ];
    return findNearest(listScopes(centreId, pathOf(centreId, businessDate)), (scope) => {
      const tenders = byScope.get(`${scope} ${currency}`);
      if (tenders === undefined) return null;
      return findNearest(tenderIds, (id) => findInForce(tenders.get(id), businessDate));
    });
  };
}

export function formatKindScope(kind: TenderKind): string {
  return `kind:${kind}`;
}

/**
 * A share is rounded down: a limit never tolerates more than was configured. Unknown sales add
 * nothing.
 */
export function computeLimit({ amount, ppm }: Limit, sales: Minor | null): Minor {
  if (ppm === 0 || sales === null) return amount;
  const share = Number((BigInt(Math.abs(sales)) * BigInt(ppm)) / 1_000_000n);
  return share > amount ? minor(share) : amount;
}

/**
 * Computes both levels for a line, on the side of its difference, or on the short side without one.
 */
export function computeLimits(
  rule: ToleranceRule | null,
  { difference, sales }: { difference: Minor | null; sales: Minor | null },
): { explain: Minor; approve: Minor } {
  if (rule === null) return NONE;
  const side = difference !== null && difference > 0 ? "over" : "short";
  return {
    explain: computeLimit(rule.explain[side], sales),
    approve: computeLimit(rule.approve[side], sales),
  };
}

const NONE = { explain: minor(0), approve: minor(0) };

/** Formats the name by which a line refers to the rule that was in force for it. */
export function formatRuleName(
  rule: Pick<ToleranceRule, "centreId" | "tenderId" | "currency" | "version">,
): string {
  const { centreId, tenderId, currency, version } = rule;
  return `${centreId}/${tenderId}/${currency}#${version}`;
}

type Tenders = Map<string, ToleranceRule[]>;

function group(rules: readonly ToleranceRule[]): Map<string, Tenders> {
  const ordered = newestFirst(rules);
  for (const rule of ordered) assert(isSound(rule), "a tolerance is never negative");
  const scopes = groupBy(ordered, ({ centreId, currency }) => `${centreId} ${currency}`);
  return new Map(
    [...scopes].map(([scope, own]) => [scope, groupBy(own, ({ tenderId }) => tenderId)]),
  );
}

function isSound({ explain, approve, monthly }: ToleranceRule): boolean {
  const limits = [explain.short, explain.over, approve.short, approve.over];
  return limits.every(({ amount, ppm }) => amount >= 0 && ppm >= 0) && (monthly ?? 0) >= 0;
}
