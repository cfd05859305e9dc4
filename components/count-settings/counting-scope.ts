/** A centre or a node whose settings are shown, with what is in force in it. */
import type { CountingOfAll } from "@/lib/contracts/counting";
import { formatNodeScope } from "@/lib/domain/organisation/node-scope";

export type CountingScope = {
  /** A centre, or a node as "@north". */
  scopeId: string;
  id: string;
  name: string;
  isNode: boolean;
  counting: CountingOfAll["centres"][number] | CountingOfAll["nodes"][number];
};

/** Nodes come first, each in the order of their names. */
export function listCountingScopes({
  nodes,
  centres,
}: Pick<CountingOfAll, "nodes" | "centres">): CountingScope[] {
  return [
    ...nodes.map((counting) => ({
      scopeId: formatNodeScope(counting.nodeId),
      id: counting.nodeId,
      name: counting.nodeName,
      isNode: true,
      counting,
    })),
    ...centres.map((counting) => ({
      scopeId: counting.centreId,
      id: counting.centreId,
      name: counting.centreName,
      isNode: false,
      counting,
    })),
  ];
}

/** The part of a request that names it. */
export function nameScope({ id, isNode }: Pick<CountingScope, "id" | "isNode">) {
  return isNode ? { nodes: [id] } : { centres: [id] };
}
