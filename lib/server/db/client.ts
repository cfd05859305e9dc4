import "server-only";

/**
 * Provides the one connection to PostgreSQL: a pool of `pg`, and Prisma on top of the same pool.
 */
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "@/prisma/generated/client";
import { env } from "../env";
import { processWide } from "../process-wide";
import { createFlush } from "./flush";
import { APPLICATION_NAME, nameStatements } from "./name-statements";

/** Leaves room for the job runner and for a second instance below PostgreSQL's usual 100. */
const CONNECTIONS_MAX = 20;
const STATEMENT_MS_MAX = 60_000;

type Connection = {
  pool: pg.Pool;
  prisma: PrismaClient;
  flushing: pg.Pool;
  awaitFlush: () => Promise<void>;
};
const shared = processWide<Connection>("db");

export function prisma(): PrismaClient {
  return connection().prisma;
}

export function pool(): pg.Pool {
  return connection().pool;
}

/**
 * Resolves when everything that was committed until now, and so everything that was read, survives
 * a crash of the database.
 */
export function awaitFlush(): Promise<void> {
  return connection().awaitFlush();
}

export async function disconnect(): Promise<void> {
  const open = shared.value;
  if (open === undefined) return;
  shared.value = undefined;
  await open.prisma.$disconnect();
  if (!open.pool.ended) await open.pool.end();
  await open.flushing.end();
}

function connection(): Connection {
  return (shared.value ??= connect(env().databaseUrl));
}

function connect(connectionString: string): Connection {
  const pool = openPool(connectionString, CONNECTIONS_MAX);
  // Its own connection: those who wait for a flush may have taken all others.
  const flushing = openPool(connectionString, 1);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return { pool, prisma, flushing, awaitFlush: createFlush(flushing) };
}

function openPool(connectionString: string, max: number): pg.Pool {
  const open = new pg.Pool({
    connectionString,
    max,
    application_name: APPLICATION_NAME,
    statement_timeout: STATEMENT_MS_MAX,
    connectionTimeoutMillis: 10_000,
  });
  // The pool replaces an idle connection that the server ends; without a listener the error would
  // end the process.
  open.on("error", () => undefined);
  open.on("connect", nameStatements);
  // So does a connection in use, between two statements of a transaction; the next statement then
  // fails.
  open.on("connect", (client) => client.on("error", () => undefined));
  return open;
}
