/** Lists what may have a rule of its own, nodes first, each by the name that a request uses. */
import type { QuietRules } from "@/lib/contracts/quiet-days";
import { formatNodeScope } from "@/lib/domain/organisation/node-scope";

export type RuleScope = {
  /** A centre, or a node as "@north". */
  scopeId: string;
  /** The id as people know it. */
  id: string;
  name: string;
  isNode: boolean;
  /** Its business date. */
  today: string;
  rule: QuietRules["nodes"][number]["rule"];
};

export function listRuleScopes({ nodes, centres }: QuietRules): RuleScope[] {
  return [
    ...nodes.map(({ nodeId: id, nodeName: name, today, rule }) => {
      return { scopeId: formatNodeScope(id), id, name, isNode: true, today, rule };
    }),
    ...centres.map(({ centreId: id, centreName: name, today, rule }) => {
      return { scopeId: id, id, name, isNode: false, today, rule };
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
