import "server-only";

/** Reads which rule is in force in each centre today, and whose it is. */
import type { z } from "zod";
import type { InForce, inForceSearchSchema } from "@/lib/contracts/tolerance";
import { readNodeScope } from "@/lib/domain/organisation/node-scope";
import type { Scope } from "@/lib/domain/permission";
import { writeLevels } from "@/lib/domain/tolerance/levels";
import { listCentres } from "../centres/queries";
import { latestBusinessDate } from "../centres/today";
import { sql } from "../db/sql";
import { readRules } from "../recompute/read-rules";

type Asked = z.infer<typeof inForceSearchSchema>;

export async function listRulesInForce(
  scope: Scope<"tolerance:view">,
  { kind, limit }: Partial<Asked> & Pick<Asked, "kind">,
): Promise<InForce> {
  const all = await listCentres(scope);
  const centres = all.slice(0, limit);
  const nodes = await sql<{ id: string; name: string }>("SELECT id, name FROM organisation_node");
  const nameOf = new Map(nodes.map(({ id, name }) => [id, name]));
  const businessDate = latestBusinessDate(all);
  const days = centres.map(({ id }) => ({ centreId: id, businessDate }));
  const { ruleOf } = await readRules(sql, days);
  return {
    date: businessDate,
    count: all.length,
    centres: centres.map(({ id: centreId, name: centreName, currency }) => {
      const position = { centreId, currency, businessDate, tenderId: "", tenderKind: kind };
      const rule = ruleOf(position);
      if (rule === null) return { centreId, centreName, currency, rule: null };
      const { centreId: at, tenderId, version, validFrom, monthly } = rule;
      const nodeId = readNodeScope(at);
      const found = {
        centreId: at,
        nodeName: nodeId === null ? null : (nameOf.get(nodeId) ?? nodeId),
        tenderId,
        version,
        validFrom,
        monthlyMinor: monthly,
        ...writeLevels(rule),
      };
      return { centreId, centreName, currency, rule: found };
    }),
  };
}
