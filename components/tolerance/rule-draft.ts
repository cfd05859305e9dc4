/** Builds the draft of a rule on the form: from an existing rule, or from the proposal for cash. */
import type { SentTolerance } from "@/lib/client/tolerances";
import type { Rule } from "@/lib/contracts/tolerance";
import { readLevels, writeLevels } from "@/lib/domain/tolerance/levels";
import { type Minor, minor } from "@/lib/domain/money";
import { formatKindScope } from "@/lib/domain/tolerance/tolerance";
import { type Levels, proposeLevels } from "@/lib/domain/tolerance/draft";
import type { RuleScope } from "@/lib/domain/tolerance/scope";

export type RuleDraft = RuleScope & {
  levels: Levels;
  monthly: Minor | null;
  validFrom: string;
};

/** It is the new version of this scope from a day on, beginning with the current rule. */
export function toRuleDraft(rule: Rule, validFrom: string): RuleDraft {
  const { centreId, tenderId, currency, monthlyMinor } = rule;
  return {
    centreId,
    tenderId,
    currency,
    levels: readLevels(rule),
    validFrom,
    monthly: monthlyMinor === null ? null : minor(monthlyMinor),
  };
}

export function buildProposal(
  scope: Pick<RuleScope, "centreId" | "currency">,
  validFrom: string,
): RuleDraft {
  const levels = proposeLevels("cash", scope.currency);
  return { ...scope, tenderId: formatKindScope("cash"), levels, monthly: null, validFrom };
}

export function findLatest(rules: readonly Rule[], scope: RuleScope): Rule | null {
  const same = rules.filter((rule) => isSameScope(rule, scope));
  return same.reduce<Rule | null>((latest, rule) => {
    return latest === null || rule.version > latest.version ? rule : latest;
  }, null);
}

function isSameScope(one: RuleScope, other: RuleScope): boolean {
  return (
    one.centreId === other.centreId &&
    one.tenderId === other.tenderId &&
    one.currency === other.currency
  );
}

export function scopeKey({ centreId, tenderId, currency }: RuleScope): string {
  return `${centreId} ${tenderId} ${currency}`;
}

export function toSentTolerance(
  draft: RuleDraft,
  { basedOnVersion, withdrawn }: { basedOnVersion: number; withdrawn: boolean },
): SentTolerance {
  const { centreId, tenderId, currency, levels, monthly, validFrom } = draft;
  return {
    centreId,
    tenderId,
    currency,
    ...writeLevels(levels),
    monthlyMinor: monthly,
    validFrom,
    basedOnVersion,
    withdrawn,
  };
}
