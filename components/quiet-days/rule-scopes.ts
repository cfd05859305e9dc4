/** What may have a rule of its own: a node, or a centre, by the name that a request uses. */
import type { QuietCentre, QuietNode } from "@/lib/contracts/quiet-days";
import { formatNodeScope } from "@/lib/domain/organisation/node-scope";

export type RuleScope = {
  /** A centre, or a node as "@north". */
  scopeId: string;
  /** Its business date. */
  today: string;
  rule: QuietNode["rule"];
};

type ScopesWithRules = { nodes: readonly QuietNode[]; centres: readonly QuietCentre[] };

export function listRuleScopes({ nodes, centres }: ScopesWithRules): RuleScope[] {
  return [
    ...nodes.map(({ nodeId, today, rule }): RuleScope => {
      return { scopeId: formatNodeScope(nodeId), today, rule };
    }),
    ...centres.map(({ centreId, today, rule }): RuleScope => {
      return { scopeId: centreId, today, rule };
    }),
  ];
}

/** A rule begins today in all of these, wherever the day is furthest; null without any. */
export function latestToday(scopes: readonly RuleScope[]): string | null {
  return (
    scopes
      .map(({ today }) => today)
      .toSorted()
      .at(-1) ?? null
  );
}
