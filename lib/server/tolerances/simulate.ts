import "server-only";

/**
 * Simulates what a draft of a rule would have flagged of the stored lines. A single statement sums
 * the results of lib/domain/simulation for each line, and changes nothing.
 */
import type { z } from "zod";
import type { Simulated, SimulatedFigures, simulationInput } from "@/lib/contracts/tolerance";
import { readLevels } from "@/lib/domain/tolerance/levels";
import { minor } from "@/lib/domain/money";
import { readNodeScope } from "@/lib/domain/organisation/node-scope";
import { computeReach } from "@/lib/domain/organisation/reach";
import type { Scope } from "@/lib/domain/permission";
import { type Draft, listRulesBefore, type RuleBefore } from "@/lib/domain/tolerance/simulation";
import { ANY } from "@/lib/domain/tolerance/tolerance";
import { readKindScope } from "@/lib/domain/tolerance/scope";
import { sql } from "../db/sql";
import { readHistory } from "../organisation/history";
import { APPROVAL, TOLERANCE } from "../recompute/line-columns";
import { listVersions } from "./queries";

type Asked = z.infer<typeof simulationInput>;

export async function simulateRule(
  { centreIds }: Scope<"tolerance:view">,
  { rule, from, to, limit }: Asked,
): Promise<Simulated> {
  const draft: Draft = { ...rule, ...readLevels(rule) };
  const nodeId = readNodeScope(draft.centreId);
  const nodeReach = nodeId === null ? [] : await readNodeReach();
  const versions = await listVersions(centreIds, draft.currency);
  const before = listRulesBefore(draft, versions, nodeReach);
  const [always, dated] = [before.filter(isUndated), before.filter((rule) => !isUndated(rule))];
  const limits = [draft.explain.short, draft.explain.over, draft.approve.short, draft.approve.over];
  const rows = await sql<FiguresRecord>(STATEMENT, [
    draft.currency,
    from,
    to,
    centreIds,
    always.map(({ name }) => name),
    draft.tenderId === ANY || readKindScope(draft.tenderId) !== null ? null : draft.tenderId,
    readKindScope(draft.tenderId),
    ...limits.flatMap(({ amount, ppm }) => [amount, ppm]),
    limit + 1,
    nodeId,
    dated.map(({ name }) => name),
    dated.map(({ from }) => from),
    dated.map(({ until }) => until),
  ]);
  const [total, ...centres] = rows;
  return {
    currency: draft.currency,
    total: figuresOf(total),
    centres: centres.slice(0, limit).map((row) => ({
      centreId: row.centre_id ?? "",
      centreName: row.name ?? row.centre_id ?? "",
      ...figuresOf(row),
    })),
    otherCentres: Math.max(0, Number(total?.centres ?? 0) - limit),
  };
}

function isUndated({ from }: RuleBefore): boolean {
  return from === null;
}

/** Computes which node is below which other one, and when, as if nodes were centres. */
async function readNodeReach() {
  const { nodePositions } = await readHistory(sql, null);
  const reach = computeReach({ nodes: [], nodePositions, centrePositions: nodePositions });
  return reach.map(({ nodeId, centreId, from, until }) => {
    return { nodeId, belowId: centreId, from, until };
  });
}

const [EXPLAIN, APPROVE] = [
  [8, 10],
  [12, 14],
].map(([short = 0, over = 0]) => {
  return `CASE WHEN difference < 0 THEN ${limitAt(short)} ELSE ${limitAt(over)} END`;
});

/**
 * Computes what `computeLimit` does: the product of sales and millionths leaves the range of a
 * bigint only for sales that no till has, and is then computed as a numeric.
 */
function limitAt(amount: number): string {
  const [least, ppm] = [`$${amount}::bigint`, `$${amount + 1}::bigint`];
  return `greatest(${least}, CASE WHEN ${ppm} = 0 THEN 0
      WHEN sales <= 9000000000000 THEN sales * ${ppm} / 1000000
      ELSE div(sales::numeric * ${ppm}, 1000000)::bigint END)`;
}

const FLAGS = ["was_explained", "was_approved", "explained", "approved"] as const;
const SUMS = ["lines", "kept", "money", ...FLAGS.flatMap((flag) => [flag, `${flag}_money`])];

/** The total comes first; it is the only row whose centre is null. */
const STATEMENT = `
  WITH covered AS (
    SELECT l.centre_id, l.difference_minor AS difference, abs(l.difference_minor) AS size,
           abs(coalesce(l.sales_minor, 0)) AS sales,
           ${TOLERANCE} AS tolerance, ${APPROVAL} AS approval,
           l.rule IS NOT NULL AND (l.rule = ANY ($5::text[]) OR EXISTS (
             SELECT FROM unnest($18::text[], $19::text[], $20::text[]) AS s (name, since, until)
              WHERE s.name = l.rule AND s.since <= l.business_date
                AND (s.until IS NULL OR s.until > l.business_date))) AS is_kept
      FROM reconciliation_line l
     WHERE l.currency = $1 AND l.business_date BETWEEN $2 AND $3
       AND ($4::text[] IS NULL OR l.centre_id = ANY ($4))
       AND ($6::text IS NULL OR l.tender_id = $6)
       AND ($7::text IS NULL OR l.tender_kind = $7)
       AND ($17::text IS NULL OR EXISTS (
         SELECT FROM node_reach n
          WHERE n.node_id = $17 AND n.centre_id = l.centre_id AND n.valid_from <= l.business_date
            AND (n.valid_until IS NULL OR n.valid_until > l.business_date)))
       AND l.difference_minor IS NOT NULL
  ), judged AS (
    SELECT centre_id, size, is_kept, size > tolerance AS was_explained,
           size > approval AS was_approved,
           size > ${EXPLAIN} AS explained, size > ${APPROVE} AS approved
      FROM covered
  ), summed AS (
    SELECT centre_id, count(*) FILTER (WHERE NOT is_kept) AS lines,
           count(*) FILTER (WHERE is_kept) AS kept,
           sum(size) FILTER (WHERE NOT is_kept) AS money,
           ${FLAGS.map((flag) => {
             const where = `FILTER (WHERE ${flag} AND NOT is_kept)`;
             return `count(*) ${where} AS ${flag}, sum(size) ${where} AS ${flag}_money`;
           }).join(", ")}
      FROM judged GROUP BY centre_id
  ), told AS (
    SELECT NULL AS centre_id, count(*) AS centres,
           ${SUMS.map((name) => `sum(${name}) AS ${name}`).join(", ")}
      FROM summed
    UNION ALL
    SELECT centre_id, 1, ${SUMS.join(", ")} FROM summed
  )
  SELECT t.*, c.name FROM told t LEFT JOIN centre c ON c.id = t.centre_id
   ORDER BY t.centre_id IS NOT NULL, coalesce(t.explained_money, 0) DESC, t.lines DESC, t.centre_id
   LIMIT $16`;

type Figure = (typeof FLAGS)[number];
type FiguresRecord = {
  centre_id: string | null;
  name: string | null;
  centres: string;
} & Record<Figure | "lines" | "kept", string> &
  Record<`${Figure}_money` | "money", string | null>;

function figuresOf(row: FiguresRecord | undefined): SimulatedFigures {
  const flagged = (figure: Figure) => ({
    lines: Number(row?.[figure] ?? 0),
    moneyMinor: minor(Number(row?.[`${figure}_money`] ?? 0)),
  });
  return {
    lines: Number(row?.lines ?? 0),
    moneyMinor: minor(Number(row?.money ?? 0)),
    keptLines: Number(row?.kept ?? 0),
    now: { explain: flagged("was_explained"), approve: flagged("was_approved") },
    draft: { explain: flagged("explained"), approve: flagged("approved") },
  };
}
