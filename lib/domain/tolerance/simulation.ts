/**
 * What a tolerance rule would have flagged, had it been in force: lines that were compared are
 * judged again by a draft, beside what was judged of them. It is the plain form of what the server
 * sums in one statement, and the two are held against each other.
 */
import type { Line } from "../line";
import { type Minor, minor } from "../money";
import { computeLimits, formatRuleName, type ToleranceRule } from "./tolerance";
import { covers, goesBefore, type RuleScope } from "./scope";

export type Draft = RuleScope & Pick<ToleranceRule, "explain" | "approve">;

/** A line with both sides. `tolerance`, `approval` and `rule` are what it was judged by. */
export type JudgedLine = Pick<
  Line,
  "centreId" | "tenderId" | "tenderKind" | "sales" | "tolerance" | "approval" | "rule"
> & { currency: string; difference: Minor };

/** Lines above a level, and the sum of their differences without sign. */
export type Flagged = { lines: number; money: Minor };
export type Outcome = { explain: Flagged; approve: Flagged };

export type Simulation = {
  /** Compared, and under the draft. */
  lines: number;
  /** All their differences, without sign. */
  money: Minor;
  /** Compared, but under a rule that goes before the draft; in no other figure. */
  governedElsewhere: number;
  now: Outcome;
  draft: Outcome;
};

/** `rules`: every version there is, of which the lines name theirs. */
export function simulate(
  lines: readonly JudgedLine[],
  draft: Draft,
  rules: readonly ToleranceRule[],
): Simulation {
  const stronger = new Set(listRulesBefore(draft, rules));
  const covered = lines.filter((line) => covers(draft, line));
  const judged = covered.filter(({ rule }) => rule === null || !stronger.has(rule));
  return {
    lines: judged.length,
    money: flagged(judged, () => true).money,
    governedElsewhere: covered.length - judged.length,
    now: {
      explain: flagged(judged, (line) => isAbove(line, line.tolerance)),
      approve: flagged(judged, (line) => isAbove(line, line.approval)),
    },
    draft: {
      explain: flagged(judged, (line) => isAbove(line, computeDraftLimits(draft, line).explain)),
      approve: flagged(judged, (line) => isAbove(line, computeDraftLimits(draft, line).approve)),
    },
  };
}

/** The names of the rules that lines may follow although the draft covers them too. */
export function listRulesBefore(draft: RuleScope, rules: readonly ToleranceRule[]): string[] {
  return rules.filter((rule) => goesBefore(rule, draft)).map(formatRuleName);
}

/** Whole percent, rounded down, so that only all of it is 100; null: there is nothing to share. */
export function computePercent(part: number, whole: number): number | null {
  if (whole === 0) return null;
  return Number((BigInt(part) * 100n) / BigInt(whole));
}

function computeDraftLimits(draft: Draft, line: JudgedLine) {
  const undated = { version: 1, validFrom: "", monthly: null, withdrawn: false };
  return computeLimits({ ...draft, ...undated }, line);
}

function isAbove({ difference }: JudgedLine, limit: Minor): boolean {
  return Math.abs(difference) > limit;
}

function flagged(lines: readonly JudgedLine[], is: (line: JudgedLine) => boolean): Flagged {
  let count = 0;
  let money = 0;
  for (const line of lines) {
    if (!is(line)) continue;
    count += 1;
    money += Math.abs(line.difference);
  }
  return { lines: count, money: minor(money) };
}
