/** Records the statements of some work, and finds out which partitions their plans look at. */
import pg from "pg";
import { vi } from "vitest";
import { z } from "zod";
import { disconnect } from "@/lib/server/db/client";
import { PLANNED_ONCE } from "@/lib/server/db/transaction";

type Statement = { text: string; values: unknown[]; isPrepared: boolean };

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
        : (first as { text?: string; values?: unknown; name?: string });
    if (statement.text !== undefined) {
      const values = Array.isArray(statement.values) ? (statement.values as unknown[]) : [];
      statements.push({ text: statement.text, values, isPrepared: "name" in statement });
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

const EXPLAIN = "EXPLAIN (ANALYZE, VERBOSE, COSTS OFF, FORMAT JSON)";

/** Executes a statement, undoes what it did, and names the tables of a schema that it looked at. */
export async function listScanned(
  client: pg.Client,
  statement: Statement,
  schema: string,
): Promise<string[]> {
  await client.query("BEGIN");
  try {
    const { rows } = await (statement.isPrepared ? explainPrepared : explain)(client, statement);
    const [{ Plan: plan }] = z
      .tuple([z.object({ Plan: planSchema })])
      .parse(rows[0]?.["QUERY PLAN"]);
    return [...new Set(listRelations(plan, schema))];
  } finally {
    await client.query("ROLLBACK");
  }
}

type Explained = { "QUERY PLAN": unknown };

function explain(client: pg.Client, { text, values }: Statement) {
  return client.query<Explained>(`${EXPLAIN} ${text}`, values);
}

/** Its plan is made without its values, which are literals because EXECUTE takes no parameters. */
async function explainPrepared(client: pg.Client, { text, values }: Statement) {
  const literals = [];
  for (const value of values) {
    const { rows } = await client.query<{ literal: string }>(
      "SELECT quote_nullable($1::text) AS literal",
      [value],
    );
    literals.push(rows[0]?.literal);
  }
  const given = literals.length === 0 ? "" : `(${literals.join(", ")})`;
  await client.query(PLANNED_ONCE);
  await client.query(`PREPARE explained AS ${text}`);
  try {
    return await client.query<Explained>(`${EXPLAIN} EXECUTE explained${given}`);
  } finally {
    await client.query("DEALLOCATE explained");
  }
}

function listRelations(plan: Plan, schema: string): string[] {
  const { "Relation Name": name, "Actual Loops": loops = 0, Plans: parts = [] } = plan;
  const isScanned = name !== undefined && plan.Schema === schema && loops > 0;
  return [...(isScanned ? [name] : []), ...parts.flatMap((part) => listRelations(part, schema))];
}
