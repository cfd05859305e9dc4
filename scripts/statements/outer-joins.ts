/** Which columns of a statement an outer join may leave null, as its plan tells. */
import type pg from "pg";
import { z } from "zod";

// oxlint-disable-next-line security/detect-unsafe-regex -- reads files of ours
const OUTER_JOIN = /\b(left|right|full)\s+(outer\s+)?join\b/i;

type Plan = {
  "Join Type"?: string | undefined;
  "Parent Relationship"?: string | undefined;
  Alias?: string | undefined;
  Output?: string[] | undefined;
  Plans?: Plan[] | undefined;
};
const plan: z.ZodType<Plan> = z.object({
  "Join Type": z.string().optional(),
  "Parent Relationship": z.string().optional(),
  Alias: z.string().optional(),
  Output: z.array(z.string()).optional(),
  get Plans() {
    return z.array(plan).optional();
  },
});
const explained = z.tuple([z.object({ Plan: plan })]);

/** The positions of such columns. A plan without values, as parameters have none here. */
export async function readNullableColumns(
  client: pg.ClientBase,
  text: string,
): Promise<ReadonlySet<number>> {
  if (!OUTER_JOIN.test(text) || !/^\s*(select|with|insert|update|delete)\b/i.test(text)) {
    return new Set();
  }
  const { rows } = await client.query<{ "QUERY PLAN": unknown }>(
    `EXPLAIN (GENERIC_PLAN, VERBOSE, FORMAT JSON) ${text}`,
  );
  const [{ Plan: root }] = explained.parse(rows[0]?.["QUERY PLAN"]);
  const absent = new Set(listAbsent(root));
  const columns = (root.Output ?? []).map((output) => /^([^.()]+)\.[^.()]+$/.exec(output)?.[1]);
  return new Set(
    columns.flatMap((alias, index) => (alias !== undefined && absent.has(alias) ? [index] : [])),
  );
}

/** The aliases on the side of an outer join that may have no row. */
function listAbsent(node: Plan): string[] {
  // Plans of subqueries come before both.
  const [outer, inner] = ["Outer", "Inner"].map((side) =>
    node.Plans?.find((one) => one["Parent Relationship"] === side),
  );
  const kind = node["Join Type"];
  return [
    ...(kind === "Left" || kind === "Full" ? listAliases(inner) : []),
    ...(kind === "Right" || kind === "Full" ? listAliases(outer) : []),
    ...(node.Plans ?? []).flatMap(listAbsent),
  ];
}

function listAliases(node: Plan | undefined): string[] {
  if (node === undefined) return [];
  const own = node.Alias === undefined ? [] : [node.Alias];
  return [...own, ...(node.Plans ?? []).flatMap(listAliases)];
}
