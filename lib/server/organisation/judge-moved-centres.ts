import "server-only";

/**
 * Judges the open days of centres again that have other nodes above them from a date on. Where no
 * node has a rule, a place in the tree judges nothing.
 */
import { listMovedCentres } from "@/lib/domain/organisation/moved-centres";
import type { OrganisationPlan } from "@/lib/domain/organisation/plan";
import { ANY } from "@/lib/domain/tolerance/tolerance";
import type { Transaction } from "../db/sql";
import { judgeOpenDays } from "../recompute/open-days";
import type { StoredOrganisation } from "./history";

export async function judgeMovedCentres(
  tx: Transaction,
  plan: OrganisationPlan,
  { version, ...history }: StoredOrganisation,
): Promise<void> {
  const [rule] = await tx.sql<{ version: number }>(
    "SELECT version FROM tolerance_rule WHERE starts_with(centre_id, '@') LIMIT 1",
  );
  const moved = rule === undefined ? null : listMovedCentres(plan, history);
  if (moved === null) return;
  await judgeOpenDays(tx, { at: ANY, ...moved, currency: null }, `tree/${version}`);
}
