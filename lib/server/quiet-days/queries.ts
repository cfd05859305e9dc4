import "server-only";

/** Lists rules for quiet days, without their seeds, and whose rule is in force in each centre. */
import type { QuietCentre, QuietNode, QuietRules } from "@/lib/contracts/quiet-days";
import { businessDatesAt, type CentreClock, computeLatestDate } from "@/lib/domain/business-date";
import { groupBy } from "@/lib/domain/group-by";
import { formatNodeScope, readNodeScope } from "@/lib/domain/organisation/node-scope";
import type { Scope } from "@/lib/domain/permission";
import { type PageAsked, selectPage } from "@/lib/domain/screen/page";
import { findShownRule } from "@/lib/domain/workflow/quiet-rule-shown";
import { type Sql, sql } from "../db/sql";
import { listNodesWithin } from "../organisation/chosen-nodes";
import { findLatest, type QuietRuleVersion, readQuietRules } from "./read-rules";

export async function listQuietRules(
  scope: Scope<"tolerance:view">,
  asked: PageAsked = { text: "", skip: 0 },
): Promise<QuietRules> {
  const nodeIds = await listNodesWithin(scope);
  const { nodes, centres } = await readQuietScopes(sql, {
    centreIds: scope.centreIds,
    nodeIds: nodeIds === null ? null : [...nodeIds],
  });
  if (asked.limit === undefined) return { nodes, centres };
  const page = selectPage(centres.toSorted(compareRules), asked, describeCentre);
  return { nodes, centres: page.rows, count: page.count };
}

/** Each group keeps its order. */
function compareRules(one: QuietCentre, other: QuietCentre): number {
  return Number(findShownRule(other)?.isOn ?? false) - Number(findShownRule(one)?.isOn ?? false);
}

function describeCentre({ centreId, centreName }: QuietCentre): string {
  return `${centreName} ${centreId}`;
}

type Chosen = { centreIds: readonly string[] | null; nodeIds: readonly string[] | null };

/** A null is all of them. */
export async function readQuietScopes(inside: Sql, chosen: Chosen): Promise<QuietRules> {
  const centres = await inside<CentreRecord>(
    `SELECT id AS "centreId", name AS "centreName", time_zone AS "timeZone",
            day_starts_at AS "dayStartsAt"
       FROM centre WHERE $1::text[] IS NULL OR id = ANY ($1::text[]) ORDER BY name, id`,
    [chosen.centreIds],
  );
  const centreIds = centres.map(({ centreId }) => centreId);
  const { versions, ruleOf } = await readQuietRules(inside, centreIds);
  const latest = findLatest(versions);
  const nodes = await inside<NodeRecord>(
    'SELECT id AS "nodeId", name AS "nodeName" FROM organisation_node ORDER BY lower(name), id',
  );
  const nameOf = new Map(nodes.map(({ nodeId, nodeName }) => [nodeId, nodeName]));
  const now = Date.now();
  const todayOf = businessDatesAt(now);
  return {
    centres: centres.map(({ centreId, centreName, ...clock }): QuietCentre => {
      const today = todayOf(clock);
      const rule = toRule(latest.get(centreId));
      return {
        centreId,
        centreName,
        today,
        rule,
        inForce: toTerms(ruleOf(centreId, today), nameOf),
      };
    }),
    nodes: await listNodes(inside, {
      nodes: nodes.filter(({ nodeId }) => chosen.nodeIds?.includes(nodeId) ?? true),
      latest,
      now,
    }),
  };
}

type CentreRecord = CentreClock & { centreId: string; centreName: string };
type NodeRecord = { nodeId: string; nodeName: string };

type Nodes = {
  nodes: readonly NodeRecord[];
  latest: ReadonlyMap<string, QuietRuleVersion>;
  now: number;
};

async function listNodes(inside: Sql, { nodes, latest, now }: Nodes): Promise<QuietNode[]> {
  const clocks = await inside<CentreClock & { nodeId: string }>(
    `SELECT DISTINCT n.node_id AS "nodeId", c.time_zone AS "timeZone",
            c.day_starts_at AS "dayStartsAt"
       FROM node_reach n JOIN centre c ON c.id = n.centre_id
      WHERE n.node_id = ANY ($1::text[])`,
    [nodes.map(({ nodeId }) => nodeId)],
  );
  const clocksOf = groupBy(clocks, ({ nodeId }) => nodeId);
  return nodes.map(({ nodeId, nodeName }) => ({
    nodeId,
    nodeName,
    today: computeLatestDate(now, clocksOf.get(nodeId) ?? []),
    rule: toRule(latest.get(formatNodeScope(nodeId))),
  }));
}

function toRule(stored: QuietRuleVersion | undefined): QuietCentre["rule"] {
  if (stored === undefined) return null;
  const { version, isOn, samplePercent, validFrom, withdrawn, by, at } = stored;
  return { version, isOn, samplePercent, validFrom, withdrawn, by, at: at.toISOString() };
}

function toTerms(
  rule: QuietRuleVersion | null,
  nameOf: ReadonlyMap<string, string>,
): QuietCentre["inForce"] {
  if (rule === null) return null;
  const { scopeId, isOn, samplePercent, validFrom } = rule;
  const nodeId = readNodeScope(scopeId);
  const nodeName = nodeId === null ? null : (nameOf.get(nodeId) ?? nodeId);
  return { isOn, samplePercent, validFrom, nodeId, nodeName };
}
