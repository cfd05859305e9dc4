import "server-only";

/** Reports how far changed rules have been applied to the open days of the user's centres. */
import type { Scope } from "@/lib/domain/permission";
import { sql } from "../db/sql";
import { countJudged, listWalks } from "../recompute/open-days";

/** Whoever has every centre reads what each step has added up. */
export async function readProgress({
  centreIds,
}: Scope<"tolerance:view">): Promise<{ done: number; total: number }> {
  if (centreIds !== null) return countJudged(sql, centreIds);
  const walks = await listWalks(sql);
  const sum = (counts: number[]) => counts.reduce((all, count) => all + count, 0);
  return { done: sum(walks.map(({ done }) => done)), total: sum(walks.map(({ total }) => total)) };
}
