/** Records the statements of some work, and finds out which partitions their plans look at. */
import pg from "pg";
import { vi } from "vitest";
import { z } from "zod";
import { disconnect } from "@/lib/server/db/client";

type Statement = { text: string; values: unknown[] };

/** Statements that `work` sends to the database, whatever it uses for it. */
export async function recordStatements(work: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  // Connections that are open already have the method that they began with.
  await disconnect();
  const query = Reflect.get(pg.Client.prototype, "query") as (...given: unknown[]) => unknown;
  const spy = vi.spyOn(pg.Client.prototype, "query").mockImplementation(function record(
    this: pg.Client,
    ...given: unknown[]
  ) {
    const [first, second] = given;
    const statement =
      typeof first === "string"
        ? { text: first, values: second }
        : (first as { text?: string; values?: unknown });
    if (statement.text !== undefined) {
      const values = Array.isArray(statement.values) ? (statement.values as unknown[]) : [];
      statements.push({ text: statement.text, values });
    }
    return Reflect.apply(query, this, given) as never;
  });
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return statements;
}

const planSchema = z.object({
  "Relation Name": z.string().optional(),
  Schema: z.string().optional(),
  "Actual Loops": z.number().optional(),
  get Plans() {
    return z.array(planSchema).optional();
  },
});
type Plan = z.infer<typeof planSchema>;

/** Executes a statement, undoes what it did, and names the tables of a schema that it looked at. */
export async function listScanned(
  client: pg.Client,
  { text, values }: Statement,
  schema: string,
): Promise<string[]> {
  await client.query("BEGIN");
  try {
    const { rows } = await client.query<{ "QUERY PLAN": unknown }>(
      `EXPLAIN (ANALYZE, VERBOSE, COSTS OFF, FORMAT JSON) ${text}`,
      values,
    );
    const [{ Plan: plan }] = z
      .tuple([z.object({ Plan: planSchema })])
      .parse(rows[0]?.["QUERY PLAN"]);
    return [...new Set(listRelations(plan, schema))];
  } finally {
    await client.query("ROLLBACK");
  }
}

function listRelations(plan: Plan, schema: string): string[] {
  const { "Relation Name": name, "Actual Loops": loops = 0, Plans: parts = [] } = plan;
  const isScanned = name !== undefined && plan.Schema === schema && loops > 0;
  return [...(isScanned ? [name] : []), ...parts.flatMap((part) => listRelations(part, schema))];
}
