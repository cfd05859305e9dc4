import "server-only";

/**
 * Resolves chosen nodes. Whoever sees no centre below a node, at whatever date, sees no such node.
 */
import type { DateRange } from "@/lib/domain/business-date";
import { chooseCentres } from "@/lib/domain/organisation/chosen-centres";
import { computeReach, type Reach } from "@/lib/domain/organisation/reach";
import { listNodePath, resolveTree } from "@/lib/domain/organisation/tree";
import { holdsAll, type Permission, type Scope } from "@/lib/domain/permission";
import { AppError, NO_SUCH_NODE } from "../app-error";
import { prepared, sql } from "../db/sql";
import { readHistory } from "./history";

type Reader = Pick<Scope<Permission>, "centreIds">;

export async function assertNodesExist(reader: Reader, nodeIds: readonly string[]): Promise<void> {
  if (!(await areNodesKnown(reader, nodeIds))) throw new AppError("NOT_FOUND", NO_SUCH_NODE);
}

/** Tells whether everything that a filter names exists for the reader, as far as a page asks. */
export async function isWithinReach(
  reader: Reader,
  { centreIds, nodeIds }: { centreIds: readonly string[]; nodeIds: readonly string[] },
): Promise<boolean> {
  return holdsAll(reader, centreIds) && (await areNodesKnown(reader, nodeIds));
}

/** Lists the nodes that exist for the reader; null is every node there is. */
export async function listNodesWithin({ centreIds }: Reader): Promise<ReadonlySet<string> | null> {
  if (centreIds === null) return null;
  const rows = await prepared<{ nodeId: string }>(
    `SELECT DISTINCT node_id AS "nodeId" FROM node_reach WHERE centre_id = ANY ($1::text[])`,
    [centreIds],
  );
  return new Set(rows.map(({ nodeId }) => nodeId));
}

/** Lists the nodes by which a page can be narrowed; null is every node of a tree. */
export async function listOfferedNodes(reader: Reader): Promise<string[] | null> {
  const nodes = await listNodesWithin(reader);
  if (nodes !== null) return [...nodes];
  const [row] = await prepared<{ any: boolean }>(`SELECT EXISTS (SELECT FROM node_reach) AS "any"`);
  return row?.any === true ? null : [];
}

async function areNodesKnown({ centreIds }: Reader, nodeIds: readonly string[]): Promise<boolean> {
  if (nodeIds.length === 0) return true;
  const wanted = [...new Set(nodeIds)];
  const [row] = await sql<{ known: number }>(
    `SELECT count(*)::int AS known FROM organisation_node n
      WHERE n.id = ANY ($1::text[])
        AND ($2::text[] IS NULL OR EXISTS (
          SELECT FROM node_reach r
           WHERE r.node_id = n.id AND r.centre_id = ANY ($2::text[])))`,
    [wanted, centreIds],
  );
  return (row?.known ?? 0) === wanted.length;
}

type Asked = { nodeIds: readonly string[]; asOf?: string | null; range: DateRange };

/** Lists when which centres are below the nodes; at a past moment, by the tree as known then. */
export async function listReach({ nodeIds, asOf, range }: Asked): Promise<Reach[]> {
  if (asOf != null) {
    return computeReach(await readHistory(sql, asOf)).filter(({ nodeId }) =>
      nodeIds.includes(nodeId),
    );
  }
  return sql<Reach>(
    `SELECT node_id AS "nodeId", centre_id AS "centreId", valid_from AS "from",
            valid_until AS "until"
       FROM node_reach
      WHERE node_id = ANY ($1::text[]) AND valid_from <= $3
        AND (valid_until IS NULL OR valid_until > $2)`,
    [nodeIds, range.from, range.to],
  );
}

type AtDate = { nodeIds: readonly string[]; date: string };

/** Lists the reader's centres that are below one of the nodes on a date. */
export async function listCentresBelow(
  { centreIds: among }: Reader,
  { nodeIds, date }: AtDate,
): Promise<string[]> {
  const range = { from: date, to: date };
  return chooseCentres({ reach: await listReach({ nodeIds, range }), range, among }).centreIds;
}

type Moment = { date: string; asOf: string | null };

/** Each node as the path to it from the top of the tree of a date, such as "Group / North". */
export async function listNodePaths(
  nodeIds: readonly string[],
  { date, asOf }: Moment,
): Promise<string[]> {
  const history = await readHistory(sql, asOf);
  const { parentOf } = resolveTree(history, date);
  const names = new Map(history.nodes.map(({ id, name }) => [id, name]));
  return nodeIds.map((nodeId) => {
    const path = listNodePath(parentOf, nodeId);
    return path.map((id) => names.get(id) ?? id).join(" / ");
  });
}
