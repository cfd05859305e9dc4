import "server-only";

/** Reads the tree of a date. Whoever may see some centres is shown those and the nodes above. */
import type { Organisation } from "@/lib/contracts/organisation";
import { type CentreClock, computeLatestDate } from "@/lib/domain/business-date";
import { listPath, resolveTree } from "@/lib/domain/organisation/tree";
import type { Permission, Scope } from "@/lib/domain/permission";
import { sql } from "../db/sql";
import { readHistory } from "./history";

type Asked = {
  date?: string | undefined;
  centresMax?: number | undefined;
  id?: readonly string[];
};
type CentreRow = CentreClock & { id: string; name: string };

export async function getOrganisation(
  { centreIds }: Scope<Permission>,
  { date: named, centresMax, id = [] }: Asked,
): Promise<Organisation> {
  const centres = await sql<CentreRow>(
    `SELECT id, name, time_zone AS "timeZone", day_starts_at AS "dayStartsAt"
       FROM centre
      WHERE ($1::text[] IS NULL OR id = ANY ($1::text[]))
        AND ($2::text[] IS NULL OR id = ANY ($2::text[])) ORDER BY name, id`,
    [centreIds, id.length === 0 ? null : id],
  );
  const { version, ...history } = await readHistory(sql, null);
  const date = named ?? computeLatestDate(Date.now(), centres);
  const tree = resolveTree(history, date);
  const visible = new Set(centres.flatMap(({ id }) => listPath(tree, id)));
  const nodes = history.nodes.map((node) => {
    return { ...node, parentId: tree.parentOf.get(node.id) ?? null };
  });
  const isNarrow = id.length > 0;
  const isLeftOut = centresMax !== undefined && centres.length > centresMax;
  const listed = isLeftOut ? [] : centres;
  return {
    date,
    version,
    nodes:
      centreIds === null && !isLeftOut && !isNarrow
        ? nodes
        : nodes.filter(({ id }) => visible.has(id)),
    centres: listed.map(({ id, name }) => ({ id, name, nodeId: tree.nodeOf.get(id) ?? null })),
  };
}
