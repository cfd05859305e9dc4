/** Records the statements of some work, and finds out which partitions their plans look at. */
import pg from "pg";
import { vi } from "vitest";
import { z } from "zod";
import { disconnect } from "@/lib/server/db/client";
import { PLANNED_ONCE } from "@/lib/server/db/transaction";
import { asOwner } from "./database";

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
  "Node Type": z.string(),
  "Relation Name": z.string().optional(),
  Schema: z.string().optional(),
  "Actual Loops": z.number().optional(),
  "Actual Rows": z.number().optional(),
  "Rows Removed by Filter": z.number().optional(),
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
  return [...new Set(listRelations(await executedPlan(client, statement), schema))];
}

/** Executes a statement, undoes what it did, and counts the rows of a table that it looked at. */
export async function countRowsRead(
  client: pg.Client,
  statement: Statement,
  table: string,
): Promise<number> {
  const scans = listPlans(await executedPlan(client, statement)).filter(
    (plan) => plan["Relation Name"] === table,
  );
  return scans.reduce((total, plan) => {
    const rows = (plan["Actual Rows"] ?? 0) + (plan["Rows Removed by Filter"] ?? 0);
    return total + rows * (plan["Actual Loops"] ?? 0);
  }, 0);
}

async function executedPlan(client: pg.Client, statement: Statement): Promise<Plan> {
  await client.query("BEGIN");
  try {
    const { rows } = await (statement.isPrepared ? explainPrepared : explain)(client, statement);
    const [{ Plan: plan }] = z
      .tuple([z.object({ Plan: planSchema })])
      .parse(rows[0]?.["QUERY PLAN"]);
    return plan;
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

/**
 * Has connections report the plan of each change, also within functions and triggers. Without
 * nested loops, only dates leave months out, as where many rows are joined.
 */
const REPORTING = [
  "session_preload_libraries = 'auto_explain'",
  "auto_explain.log_min_duration = 0",
  "auto_explain.log_analyze = on",
  "auto_explain.log_verbose = on",
  "auto_explain.log_nested_statements = on",
  "auto_explain.log_format = json",
  "auto_explain.log_level = notice",
  "enable_nestloop = off",
];
const reportSchema = z.object({ "Query Text": z.string(), Plan: planSchema });

type Change = { text: string; table: string; scanned: string[] };

/** The changes that `work` makes to tables, and which of their parts each looked at. */
export async function recordChanges(work: () => Promise<unknown>): Promise<Change[]> {
  const name = new URL(process.env.DATABASE_URL ?? "").pathname.slice(1);
  await asOwner("LOAD 'auto_explain'");
  for (const setting of REPORTING) await asOwner(`ALTER DATABASE ${name} SET ${setting}`);
  await disconnect();
  const changes: Change[] = [];
  const emit = Reflect.get(pg.Client.prototype, "emit") as (...given: unknown[]) => boolean;
  const spy = vi.spyOn(pg.Client.prototype, "emit").mockImplementation(function record(
    this: pg.Client,
    ...given: unknown[]
  ) {
    const [event, notice] = given as [string, { message?: string }];
    const [, report] = (event === "notice" && notice.message?.split(" plan:\n")) || [];
    if (report !== undefined) changes.push(...listChanges(report));
    return Reflect.apply(emit, this, given);
  });
  try {
    await work();
  } finally {
    spy.mockRestore();
    await asOwner(`ALTER DATABASE ${name} RESET ALL`);
    await disconnect();
  }
  return changes;
}

function listChanges(report: string): Change[] {
  const { "Query Text": text, Plan: whole } = reportSchema.parse(JSON.parse(report));
  return listPlans(whole).flatMap((plan) => {
    const { "Node Type": type, "Relation Name": table = "" } = plan;
    if (type !== "ModifyTable") return [];
    const isPart = (name: string) => name.replace(/_(\d{4}_\d\d|before|other)$/, "") === table;
    return [{ text, table, scanned: listRelations(plan, "months").filter(isPart) }];
  });
}

function listPlans(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(listPlans)];
}
