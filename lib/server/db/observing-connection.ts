import "server-only";

/**
 * One connection for whoever observes this instance: probes and metrics. It waits for none of the
 * connections that requests use, takes none of theirs, and gives up soon.
 */
import pg from "pg";
import { env } from "../env";
import { processWide } from "../process-wide";
import { APPLICATION_NAME } from "./name-statements";
import { createTransaction, type Sql } from "./transaction";

const CONNECT_MS_MAX = 2_000;
const STATEMENT_MS_MAX = 1_500;
/** A server that falls silent does not even say that a statement took too long. */
const RESPONSE_MS_MAX = 2_000;

const shared = processWide<{ url: string; pool: pg.Pool }>("observing-connection");

/** A connection that failed is not used again. */
export async function withObservingConnection<T>(work: (run: Sql) => Promise<T>): Promise<T> {
  const client = await observingPool().connect();
  let isBroken = true;
  try {
    const result = await work(createTransaction(client).sql);
    isBroken = false;
    return result;
  } finally {
    client.release(isBroken);
  }
}

function observingPool(): pg.Pool {
  const url = env().databaseUrl;
  if (shared.value?.url === url) return shared.value.pool;
  void shared.value?.pool.end();
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    application_name: `${APPLICATION_NAME}:observing`,
    connectionTimeoutMillis: CONNECT_MS_MAX,
    statement_timeout: STATEMENT_MS_MAX,
    query_timeout: RESPONSE_MS_MAX,
    idleTimeoutMillis: 60_000,
  });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  shared.value = { url, pool };
  return pool;
}
