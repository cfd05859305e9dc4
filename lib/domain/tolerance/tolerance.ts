/**
 * How much difference is forgiven: the most specific rule in force, in two levels. Above the first
 * a difference is explained, above the second it is approved as well. Without any rule both are 0,
 * so every cent shows.
 */
import { assert } from "../assert";
import type { TenderKind } from "../cash-sheet";
import { decimalsOf, type Minor, minor } from "../money";

export const ANY = "*";
/** Versions of rules that are told at once. */
export const RULES_PER_PAGE_MAX = 5_000;

/** The larger of an amount and a share (in millionths) of the shift's sales of that tender. */
export type Limit = { amount: Minor; ppm: number };
/** Short and over apart. */
export type Level = { short: Limit; over: Limit };

export type ToleranceRule = {
  /** A centre, or "*" for all. */
  centreId: string;
  /** A tender, "kind:cash" and the like for every tender of a kind, or "*" for all. */
  tenderId: string;
  /** Amounts have a meaning in one currency alone. */
  currency: string;
  version: number;
  explain: Level;
  approve: Level;
  /** How far the differences of a till may add up to in a calendar month; null: no such limit. */
  monthly: Minor | null;
  /** From its first day on, this scope has no rule of its own. */
  withdrawn: boolean;
  /** The first business date for which it holds. */
  validFrom: string;
};

export type ToleranceQuestion = {
  centreId: string;
  tenderId: string;
  tenderKind: TenderKind | null;
  currency: string;
  businessDate: string;
};

export const NO_LIMIT: Limit = { amount: minor(0), ppm: 0 };

/**
 * What is proposed for cash, and never imposed: explain above the larger of 2.00 and 0.1 %, approve
 * above the larger of 5.00 and 0.5 %. Where a hundredth is not the minor unit, two and five are of
 * what is worth about as much: of yen two hundred. Other tenders are proposed 0.
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
 * Answers for many lines at once. A centre goes before all centres; within either, a tender goes
 * before its kind, and that before all tenders. Within one scope the rule said last (the highest
 * version) whose first day has come is in force, also when an older one begins later.
 */
export function createToleranceLookup(
  rules: readonly ToleranceRule[],
): (question: ToleranceQuestion) => ToleranceRule | null {
  if (rules.length === 0) return () => null;
  const byScope = group(rules);
  return ({ centreId, tenderId, tenderKind, currency, businessDate }) => {
    for (const centre of [centreId, ANY]) {
      const tenders = byScope.get(`${centre} ${currency}`);
      if (tenders === undefined) continue;
      const rule =
        inForce(tenders.get(tenderId), businessDate) ??
        (tenderKind === null
          ? null
          : inForce(tenders.get(formatKindScope(tenderKind)), businessDate)) ??
        inForce(tenders.get(ANY), businessDate);
      if (rule !== null) return rule;
    }
    return null;
  };
}

export function formatKindScope(kind: TenderKind): string {
  return `kind:${kind}`;
}

/** A share is rounded down: a limit never forgives more than was said. Unknown sales have none. */
export function computeLimit({ amount, ppm }: Limit, sales: Minor | null): Minor {
  if (ppm === 0 || sales === null) return amount;
  const share = Number((BigInt(Math.abs(sales)) * BigInt(ppm)) / 1_000_000n);
  return share > amount ? minor(share) : amount;
}

/** Both levels for a line, on the side on which its difference lies; short, where it has none. */
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

/** How a line names the rule that was in force for it. */
export function formatRuleName({ centreId, tenderId, currency, version }: ToleranceRule): string {
  return `${centreId}/${tenderId}/${currency}#${version}`;
}

type Tenders = Map<string, ToleranceRule[]>;

function group(rules: readonly ToleranceRule[]): Map<string, Tenders> {
  const scopes = new Map<string, Tenders>();
  for (const rule of rules.toSorted((one, other) => other.version - one.version)) {
    assert(isSound(rule), "a tolerance is never negative");
    const scope = `${rule.centreId} ${rule.currency}`;
    const tenders: Tenders = scopes.get(scope) ?? new Map<string, ToleranceRule[]>();
    tenders.set(rule.tenderId, [...(tenders.get(rule.tenderId) ?? []), rule]);
    scopes.set(scope, tenders);
  }
  return scopes;
}

function isSound({ explain, approve, monthly }: ToleranceRule): boolean {
  const limits = [explain.short, explain.over, approve.short, approve.over];
  return limits.every(({ amount, ppm }) => amount >= 0 && ppm >= 0) && (monthly ?? 0) >= 0;
}

function inForce(rules: ToleranceRule[] | undefined, date: string): ToleranceRule | null {
  const rule = rules?.find(({ validFrom }) => validFrom <= date);
  return rule === undefined || rule.withdrawn ? null : rule;
}
