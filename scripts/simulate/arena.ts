/** One database with its connections, in which many runs follow each other. */
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { createFlush } from "@/lib/server/db/flush";
import { disconnect } from "@/lib/server/db/client";
import { processWide } from "@/lib/server/process-wide";
import { ensureJobTables } from "@/lib/server/queue/queue";
import { PrismaClient } from "@/prisma/generated/client";
import { type Arena, SimulatedPool } from "./pool";
import { createPeople, type Person } from "./people";
import type { Server } from "./server";

type Connection = {
  pool: pg.Pool;
  prisma: PrismaClient;
  flushing: pg.Pool;
  awaitFlush: () => Promise<void>;
};

export type OpenArena = Arena & {
  /** A superuser, who looks and kills and is never seen by the application. */
  owner: pg.Pool;
  pool: SimulatedPool;
  people: readonly Person[];
  isBlocked: (pid: number) => Promise<boolean>;
  close: () => Promise<void>;
};

export async function openArena(server: Server): Promise<OpenArena> {
  const database = await server.fresh();
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 3, idleTimeoutMillis: 0 });
  process.env.DATABASE_URL = database.url;
  const kill = async (pid: number) => {
    await owner.query("SELECT pg_terminate_backend($1)", [pid]);
    // Its locks are released, and its transaction is rolled back, only when it has gone.
    for (;;) {
      const left = await owner.query("SELECT FROM pg_stat_activity WHERE pid = $1", [pid]);
      if (left.rowCount === 0) return;
    }
  };
  const arena: Arena = { ruler: null, kill };
  const pool = new SimulatedPool(database.url, arena);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  processWide<Connection>("db").value = {
    pool,
    prisma,
    flushing: pool,
    awaitFlush: createFlush(pool),
  };
  await ensureJobTables();
  const isBlocked = async (pid: number) => {
    const { rows } = await owner.query<{ blocked: boolean }>(
      "SELECT cardinality(pg_blocking_pids($1)) > 0 AS blocked",
      [pid],
    );
    return rows[0]?.blocked === true;
  };
  const people = await createPeople(owner);
  const close = async () => {
    await disconnect();
    await owner.end();
    await database.drop();
  };
  return Object.assign(arena, { owner, pool, people, isBlocked, close });
}
