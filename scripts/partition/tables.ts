/** Divides all tables that are divided by month, and says what it does. */
import type pg from "pg";
import { divide, isDivided, isNoLongerEmpty, listStatements, planDivision } from "./divide";
import { gatherMonths } from "./gather";
import { adviseLocks } from "./locks";
import { DIVIDED_TABLES } from "./months";

/** `drop_forgotten_checks()` asks for this lock. */
const LOCK = 5005;

/** Limits of people's sessions would end it; names are those of the application's tables. */
const SESSION = "SET statement_timeout = 0; SET lock_timeout = 0; SET search_path = public";

export async function partitionTables(
  client: pg.Client,
  say: (line: string) => void,
): Promise<void> {
  await client.query(SESSION);
  if (!(await isAlone(client))) throw new Error("Another `npm run partition` is at work.");
  for (const advice of await adviseLocks(client)) say(advice);
  for (const table of DIVIDED_TABLES) {
    if (await isDivided(client, table)) say(`${table}: ${await gatherMonths(client, table)}`);
    else await partitionTable(client, table, say);
  }
}

export async function partitionTable(
  client: pg.Client,
  table: string,
  say: (line: string) => void,
): Promise<void> {
  const from = performance.now();
  say(`${table}: reads all rows twice, while people read and write.`);
  const beginning = await divideFrom(client, table);
  const seconds = ((performance.now() - from) / 1_000).toFixed(1);
  say(`${table}: divided in ${seconds} s; months begin with ${beginning}.`);
}

/** Returns where the months begin. */
async function divideFrom(client: pg.Client, table: string): Promise<string> {
  const plan = await planDivision(client, table);
  try {
    await divide(client, plan);
  } catch (error) {
    if (isNoLongerEmpty(error, plan)) return divideFrom(client, table);
    throw error;
  }
  return plan.beginning;
}

export async function printPartitioning(client: pg.Client): Promise<void> {
  await client.query(SESSION);
  process.stdout.write(`${TO_READ}\n\n`);
  for (const table of DIVIDED_TABLES) {
    if (await isDivided(client, table)) continue;
    const statements = await listStatements(client, await planDivision(client, table));
    process.stdout.write(`-- ${table}\n${statements.map((each) => `${each};\n`).join("")}\n`);
  }
}

async function isAlone(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ alone: boolean }>(
    "SELECT pg_try_advisory_lock($1, 0) AS alone",
    [LOCK],
  );
  return rows[0]?.alone === true;
}

const TO_READ =
  "-- To read. `npm run partition` also makes the rights again, waits for no lock for long, and " +
  "computes statistics.";
