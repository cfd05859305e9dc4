/**
 * Simulates what a tolerance rule would have flagged, had it been in force: compared lines are
 * judged again by a draft, and the result is shown beside the original verdicts. It is the readable
 * form of what the server sums in one statement, and a test compares the two.
 */
import type { Line } from "../line";
import { type Minor, minor } from "../money";
import { computeLimits, formatRuleName, type ToleranceRule } from "./tolerance";
import { readNodeScope } from "../organisation/node-scope";
import { covers, goesBefore, type RuleScope } from "./scope";

export type Draft = RuleScope & Pick<ToleranceRule, "explain" | "approve">;

/** The line has both sides. `tolerance`, `approval` and `rule` are those by which it was judged. */
export type JudgedLine = Pick<
  Line,
  "centreId" | "tenderId" | "tenderKind" | "sales" | "tolerance" | "approval" | "rule"
> & {
  currency: string;
  /** The nodes above the centre on the line's date, the nearest first. */
  nodeIds: readonly string[];
  difference: Minor;
};

/** Counts the lines above a level, and adds up the absolute values of their differences. */
type Flagged = { lines: number; money: Minor };
type Outcome = { explain: Flagged; approve: Flagged };

export type Simulation = {
  /** Counts the lines that were compared and that the draft governs. */
  lines: number;
  /** Adds up the absolute values of all their differences. */
  money: Minor;
  /**
   * Counts the compared lines whose rule takes precedence over the draft; they are in no other
   * figure.
   */
  governedElsewhere: number;
  now: Outcome;
  draft: Outcome;
};

/** `rules` are all versions, of which the lines name theirs. */
export function simulate(
  lines: readonly JudgedLine[],
  draft: Draft,
  rules: readonly ToleranceRule[],
): Simulation {
  const named = new Map(rules.map((rule) => [formatRuleName(rule), rule]));
  const covered = lines.filter((line) => covers(draft, line));
  const judged = covered.filter(({ rule: name, nodeIds }) => {
    const rule = name === null ? undefined : named.get(name);
    return rule === undefined || !goesBefore(rule, draft, nodeIds);
  });
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

/**
 * A rule by which lines may be judged although the draft covers them too. For another node than the
 * draft's that holds while it is below the draft's, and for anything else at any date.
 */
export type RuleBefore = { name: string; from: string | null; until: string | null };

/** `nodeReach` says which node is below which other one, and when. */
export function listRulesBefore(
  draft: RuleScope,
  rules: readonly ToleranceRule[],
  nodeReach: readonly { nodeId: string; belowId: string; from: string; until: string | null }[],
): RuleBefore[] {
  const above = readNodeScope(draft.centreId);
  return rules.flatMap((rule): RuleBefore[] => {
    const name = formatRuleName(rule);
    const belowId = readNodeScope(rule.centreId);
    if (above === null || belowId === null || above === belowId) {
      const isBefore = goesBefore(rule, draft, above === null ? [belowId ?? ""] : [above]);
      return isBefore ? [{ name, from: null, until: null }] : [];
    }
    return nodeReach
      .filter((reach) => reach.nodeId === above && reach.belowId === belowId)
      .map(({ from, until }) => ({ name, from, until }));
  });
}

/** Whole percent, rounded down, so that only all of it is 100; null when the whole is zero. */
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
