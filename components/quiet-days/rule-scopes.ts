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
  rule: QuietRules["nodes"][number]["rule"];
};

export function listRuleScopes({ nodes, centres }: QuietRules): RuleScope[] {
  return [
    ...nodes.map(({ nodeId: id, nodeName: name, rule }) => {
      return { scopeId: formatNodeScope(id), id, name, isNode: true, rule };
    }),
    ...centres.map(({ centreId: id, centreName: name, rule }) => {
      return { scopeId: id, id, name, isNode: false, rule };
    }),
  ];
}
