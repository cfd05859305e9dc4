import "server-only";

/** Reports how far changed rules have been applied to the open days of the user's centres. */
import { readNodeScope } from "@/lib/domain/organisation/node-scope";
import type { Scope } from "@/lib/domain/permission";
import { ANY } from "@/lib/domain/tolerance/tolerance";
import { sql } from "../db/sql";
import { listWalks, type Walk } from "../recompute/open-days";

export async function readProgress({
  centreIds,
}: Scope<"tolerance:view">): Promise<{ done: number; total: number }> {
  const walks = await listWalks(sql);
  const nodeIds = walks.flatMap(({ at }) => readNodeScope(at) ?? []);
  const above = nodeIds.length === 0 || centreIds === null ? [] : await listNodesAbove(centreIds);
  const concerns = ({ at, centreIds: some }: Walk) => {
    if (centreIds === null) return true;
    const nodeId = readNodeScope(at);
    if (nodeId !== null) return above.includes(nodeId);
    return at === ANY
      ? (some?.some((id) => centreIds.includes(id)) ?? true)
      : centreIds.includes(at);
  };
  const own = walks.filter(concerns);
  const sum = (counts: number[]) => counts.reduce((all, count) => all + count, 0);
  return { done: sum(own.map(({ done }) => done)), total: sum(own.map(({ total }) => total)) };
}

async function listNodesAbove(centreIds: readonly string[]): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `SELECT DISTINCT node_id AS id FROM node_reach WHERE centre_id = ANY ($1::text[])`,
    [centreIds],
  );
  return rows.map(({ id }) => id);
}
