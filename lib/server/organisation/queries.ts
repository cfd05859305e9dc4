import "server-only";

/** Reads the tree of a date. Whoever may see some centres is shown those and the nodes above. */
import type { z } from "zod";
import type {
  Organisation,
  placedCentresSchema,
  placedCentresSearchSchema,
} from "@/lib/contracts/organisation";
import { type CentreClock, computeLatestDate } from "@/lib/domain/business-date";
import { groupBy } from "@/lib/domain/group-by";
import { selectPage } from "@/lib/domain/screen/page";
import { listPath, resolveTree } from "@/lib/domain/organisation/tree";
import type { Permission, Scope } from "@/lib/domain/permission";
import { sql } from "../db/sql";
import { readHistory } from "./history";

type Asked = {
  date?: string | undefined;
  centresMax?: number | undefined;
  countedOver?: number | undefined;
  id?: readonly string[];
};
type CentreRow = CentreClock & { id: string; name: string };

export async function getOrganisation(
  { centreIds }: Scope<Permission>,
  { date: named, centresMax, countedOver, id = [] }: Asked,
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
  const organisation = {
    date,
    version,
    nodes:
      centreIds === null && !isLeftOut && !isNarrow
        ? nodes
        : nodes.filter(({ id }) => visible.has(id)),
    centres: listed.map(({ id, name }) => ({ id, name, nodeId: tree.nodeOf.get(id) ?? null })),
  };
  const isCounted = countedOver !== undefined && centres.length > countedOver;
  return isCounted ? countCentres(organisation) : organisation;
}

/** No id of a node is empty. */
const OUTSIDE = "";

/** Replaces the centres by the number of those directly below each node. */
function countCentres({ centres, nodes, ...organisation }: Organisation): Organisation {
  const below = groupBy(centres, ({ nodeId }) => nodeId ?? OUTSIDE);
  return {
    ...organisation,
    nodes: nodes.map((node) => ({ ...node, centres: below.get(node.id)?.length ?? 0 })),
    centres: [],
    outside: below.get(OUTSIDE)?.length ?? 0,
  };
}

type PlacedSearch = z.infer<typeof placedCentresSearchSchema>;

/** Lists where centres stand at a date, as far as they are asked for. */
export async function listPlacedCentres(
  scope: Scope<Permission>,
  { date, nodeId, outside, text, limit }: PlacedSearch,
): Promise<z.infer<typeof placedCentresSchema>> {
  const { centres } = await getOrganisation(scope, { date });
  const chosen = centres.filter(
    (centre) =>
      (nodeId === undefined || centre.nodeId === nodeId) && (!outside || centre.nodeId === null),
  );
  const { rows, count } = selectPage(chosen, { text, skip: 0, limit }, ({ id, name }) => {
    return `${name} ${id}`;
  });
  return { centres: rows, count };
}
