import "server-only";

/**
 * The one connection to PostgreSQL: a pool of `pg`, and Prisma on top of the same pool. Both live
 * on
 * `globalThis`, because a development server loads this module anew after every change.
 */
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "@/prisma/generated/client";
import { env } from "../env";

/** Leaves room for the job runner and for a second instance below PostgreSQL's usual 100. */
const CONNECTIONS_MAX = 20;
const STATEMENT_MS_MAX = 60_000;

type Held = { pool: pg.Pool; prisma: PrismaClient };
const held = globalThis as unknown as { counterfoilDb?: Held };

export function prisma(): PrismaClient {
  return connection().prisma;
}

export function pool(): pg.Pool {
  return connection().pool;
}

export async function disconnect(): Promise<void> {
  const open = held.counterfoilDb;
  if (open === undefined) return;
  delete held.counterfoilDb;
  await open.prisma.$disconnect();
  if (!open.pool.ended) await open.pool.end();
}

function connection(): Held {
  held.counterfoilDb ??= connect(env().databaseUrl);
  return held.counterfoilDb;
}

function connect(connectionString: string): Held {
  const open = new pg.Pool({
    connectionString,
    max: CONNECTIONS_MAX,
    statement_timeout: STATEMENT_MS_MAX,
    connectionTimeoutMillis: 10_000,
  });
  // An idle connection that the server ends is replaced by the pool; unheard, it ends the process.
  open.on("error", () => undefined);
  // So does one in use, between two statements of a transaction; the next statement then fails.
  open.on("connect", (client) => client.on("error", () => undefined));
  return { pool: open, prisma: new PrismaClient({ adapter: new PrismaPg(open) }) };
}
