import "server-only";

/** Reads the tree of a date. Whoever may see some centres is shown those and the nodes above. */
import type { Organisation } from "@/lib/contracts/organisation";
import { listPath, resolveTree } from "@/lib/domain/organisation/tree";
import type { Permission, Scope } from "@/lib/domain/permission";
import { listCentres } from "../centres/queries";
import { latestBusinessDate } from "../centres/today";
import { sql } from "../db/sql";
import { readHistory } from "./history";

export async function getOrganisation(
  scope: Scope<Permission>,
  { date: named }: { date?: string | undefined },
): Promise<Organisation> {
  const centres = await listCentres(scope);
  const { version, ...history } = await readHistory(sql, null);
  const date = named ?? latestBusinessDate(centres);
  const tree = resolveTree(history, date);
  const visible = new Set(centres.flatMap(({ id }) => listPath(tree, id)));
  const nodes = history.nodes.map((node) => {
    return { ...node, parentId: tree.parentOf.get(node.id) ?? null };
  });
  return {
    date,
    version,
    nodes: scope.centreIds === null ? nodes : nodes.filter(({ id }) => visible.has(id)),
    centres: centres.map(({ id, name }) => ({ id, name, nodeId: tree.nodeOf.get(id) ?? null })),
  };
}
