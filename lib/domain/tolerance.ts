/**
 * Which tolerance forgives a difference: the most specific rule in force. Without any rule the
 * tolerance is 0, so every cent shows.
 */
import { assert } from "./assert";
import { type Minor, minor } from "./money";

export const ANY = "*";

export type ToleranceRule = {
  /** A centre, or "*" for all. */
  centreId: string;
  /** A tender, or "*" for all. */
  tenderId: string;
  version: number;
  amount: Minor;
  /** The first business date for which it holds. */
  validFrom: string;
};

export type ToleranceQuestion = { centreId: string; tenderId: string; businessDate: string };

const NONE = minor(0);

/**
 * Answers for many lines at once. A centre and tender goes before a centre, that before a tender,
 * and that before the rule for everything. Within one scope the rule said last (the highest
 * version) whose first day has come is in force, also when an older one begins later.
 */
export function toleranceOf(
  rules: readonly ToleranceRule[],
): (question: ToleranceQuestion) => Minor {
  if (rules.length === 0) return () => NONE;
  const byScope = group(rules);
  return ({ centreId, tenderId, businessDate }) => {
    const rule =
      inForce(byScope.get(centreId)?.get(tenderId), businessDate) ??
      inForce(byScope.get(centreId)?.get(ANY), businessDate) ??
      inForce(byScope.get(ANY)?.get(tenderId), businessDate) ??
      inForce(byScope.get(ANY)?.get(ANY), businessDate);
    return rule?.amount ?? NONE;
  };
}

type Scopes = Map<string, Map<string, ToleranceRule[]>>;

function group(rules: readonly ToleranceRule[]): Scopes {
  const scopes: Scopes = new Map();
  for (const rule of rules.toSorted((one, other) => other.version - one.version)) {
    assert(rule.amount >= 0, "a tolerance is never negative");
    const tenders = scopes.get(rule.centreId) ?? new Map<string, ToleranceRule[]>();
    tenders.set(rule.tenderId, [...(tenders.get(rule.tenderId) ?? []), rule]);
    scopes.set(rule.centreId, tenders);
  }
  return scopes;
}

function inForce(rules: ToleranceRule[] | undefined, date: string): ToleranceRule | undefined {
  return rules?.find(({ validFrom }) => validFrom <= date);
}
