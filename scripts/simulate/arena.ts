/** One database with its connections, in which many runs follow each other. */
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Connection, disconnect } from "@/lib/server/db/client";
import { processWide } from "@/lib/server/process-wide";
import { ensureJobTables } from "@/lib/server/queue/queue";
import { PrismaClient } from "@/prisma/generated/client";
import type { Arena } from "./client";
import { SimulatedPool } from "./pool";
import { createPeople, type Person } from "./people";
import type { Server } from "./server";

export type OpenArena = Arena & {
  /** A superuser, who looks and kills and is never seen by the application. */
  owner: pg.Pool;
  pool: SimulatedPool;
  people: readonly Person[];
  /** Tables whose rows are never changed. */
  facts: readonly string[];
  /** What each instance shares of a wait for the disk. */
  flushOf: Map<number, () => Promise<void>>;
  /** The processes of the database for whose locks this one waits. */
  listBlockers: (pid: number) => Promise<number[]>;
  /** Forgets everything that a run has done; the people are the same again. */
  reset: () => Promise<Person[]>;
  /** Does so as if nothing had ever been done: its first run finds no plan and no free space. */
  restart: () => Promise<void>;
  close: () => Promise<void>;
};

export async function openArena(server: Server): Promise<OpenArena> {
  const database = await server.fresh();
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 12, idleTimeoutMillis: 0 });
  // It looks when it has time: elsewhere, its snapshots keep no row of the run from being removed.
  const watcher = new pg.Pool({ connectionString: database.watcherUrl, idleTimeoutMillis: 0 });
  // Its last connections may end with the database.
  owner.on("error", () => undefined);
  process.env.DATABASE_URL = database.url;
  const kill = async (pid: number) => {
    await owner.query("SELECT pg_terminate_backend($1)", [pid]);
    // Its locks are released, and its transaction is rolled back, only when it has gone.
    for (;;) {
      const left = await owner.query("SELECT FROM pg_stat_activity WHERE pid = $1", [pid]);
      if (left.rowCount === 0) return;
    }
  };
  const cancel = (pid: number) => owner.query("SELECT pg_cancel_backend($1)", [pid]);
  const arena: Arena = { ruler: null, kill, cancel };
  const pool = new SimulatedPool(database.url, arena);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const flushOf = new Map<number, () => Promise<void>>();
  const awaitFlush = async () => {
    const number = arena.ruler?.scheduler.current.getStore()?.instance.number ?? 1;
    await flushOf.get(number)?.();
  };
  processWide<Connection>("db").value = {
    screens: pool,
    work: pool,
    watching: pool,
    flushing: pool,
    replicaScreens: null,
    replicaWork: null,
    replicaFacts: null,
    prisma,
    awaitFlush,
  };
  await ensureJobTables();
  const listBlockers = async (pid: number) => {
    const { rows } = await watcher.query<{ pids: number[] }>({
      name: "blockers",
      text: "SELECT pg_blocking_pids($1) AS pids",
      values: [pid],
    });
    return rows[0]?.pids ?? [];
  };
  const constant = await listFilled(owner);
  const filled = async () => (await listFilled(owner)).filter((name) => !constant.includes(name));
  const reset = async () => {
    await pool.reclaim();
    // Truncating would have every plan made again.
    const emptied = (await filled()).map((name) => `DELETE FROM ${name};`).join("\n");
    await owner.query(`${WITHOUT_TRIGGERS} ${emptied} ${RESTART}`);
    return createPeople(owner);
  };
  const restart = async () => {
    await pool.close();
    const names = await filled();
    if (names.length > 0) await owner.query(`TRUNCATE ${names.join()} CASCADE`);
  };
  const people = await reset();
  const facts = await listFacts(owner);
  // Prisma loads what it needs for its first query, which takes a while.
  await prisma.centre.findMany();
  const close = async () => {
    await disconnect();
    await owner.end();
    await watcher.end();
    await database.drop();
  };
  const more = { owner, pool, people, facts, flushOf, listBlockers, reset, restart, close };
  return Object.assign(arena, more);
}

const WITHOUT_TRIGGERS = "SET LOCAL session_replication_role = replica;";
/** Plans follow from statistics, which no run may inherit. */
const RESTART = `
  DELETE FROM pg_statistic WHERE starelid >= 16384;
  SELECT setval(seqrelid::regclass, seqstart, false) FROM pg_sequence`;

async function listFilled(owner: pg.Pool): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT oid::regclass::text AS name FROM pg_class
      WHERE relkind = 'r' AND pg_relation_size(oid) > 0
        AND relnamespace::regnamespace::text IN ('public', 'months', 'graphile_worker')
      ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

/** Facts are found by the trigger that refuses to change them. */
async function listFacts(owner: pg.Pool): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT DISTINCT t.tgrelid::regclass::text AS name
       FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
      WHERE p.proname IN ('refuse_change', 'chain_audit_entry') ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}
