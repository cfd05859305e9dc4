import "server-only";

/**
 * A pool of `pg` in which nothing waits without end: not for a connection, not for a lock, and not
 * for a server that has fallen silent. Every session gets the same kinds of limit by a statement
 * after it was opened, because a pooler such as PgBouncer refuses them as parameters of the start.
 */
import pg from "pg";
import { databaseBusy, databaseUnavailable } from "./failures";
import { type ConnectionWatch, watchConnections } from "./connection-watch";
import { APPLICATION_NAME, nameStatements } from "./name-statements";

export type Bounds = {
  /** Connections. */
  max: number;
  statementMsMax: number;
  lockMsMax: number;
  /** How long the server lets a transaction wait for its next statement, with all of its locks. */
  idleMsMax: number;
  /** How long a connection is waited for. */
  connectMsMax: number;
};

/** Whoever comes when so many wait is refused at once. */
const WAITING_MAX = 500;
/** The server's own limit comes first, with an error that says more. */
const GRACE_MS = 1_000;
/** A connection that nobody uses is asked for a sign of life after so long. */
const KEEP_ALIVE_MS = 10_000;
const USER_TIMEOUT_MS = 30_000;

const SETTINGS = `
  SELECT set_config('statement_timeout', $1, false), set_config('lock_timeout', $2, false),
         set_config('idle_in_transaction_session_timeout', $3, false),
         set_config('tcp_user_timeout', $4, false), set_config('tcp_keepalives_idle', $5, false),
         set_config('tcp_keepalives_interval', '5', false),
         set_config('tcp_keepalives_count', '3', false),
         pg_backend_pid() AS pid,
         (SELECT backend_start::text FROM pg_stat_activity WHERE pid = pg_backend_pid()) AS began`;

type Callback = (error: Error | undefined, client?: pg.PoolClient, release?: Release) => void;
type Release = (release?: unknown) => void;

/** `inspector` is asked what the server does for connections that have been silent for a while. */
export function openPool(
  connectionString: string,
  bounds: Bounds,
  inspector: pg.Pool | null,
): pg.Pool {
  const silentMsMax = bounds.statementMsMax + GRACE_MS;
  const countWaiting = () => open.waitingCount;
  const watch = watchConnections({ max: bounds.max, silentMsMax, inspector, countWaiting });
  const open: pg.Pool = new BoundedPool(connectionString, bounds, watch);
  // The pool replaces an idle connection that the server ends; without a listener the error would
  // end the process.
  open.on("error", () => undefined);
  // So does a connection in use, between two statements of a transaction; the next statement then
  // fails.
  open.on("connect", (client) => client.on("error", () => undefined));
  open.on("remove", (client) => watch.forget(client));
  return open;
}

class BoundedPool extends pg.Pool {
  readonly #watch: ConnectionWatch;

  constructor(connectionString: string, bounds: Bounds, watch: ConnectionWatch) {
    // Its type knows no promise, but the pool waits for one.
    const onConnect: (client: pg.ClientBase) => unknown = (client) =>
      prepare(client, bounds, watch);
    super({
      connectionString,
      application_name: APPLICATION_NAME,
      max: bounds.max,
      connectionTimeoutMillis: bounds.connectMsMax,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
      onConnect,
    });
    this.#watch = watch;
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Callback): void;
  override connect(callback?: Callback): Promise<pg.PoolClient> | void {
    const taken = this.#take();
    if (callback === undefined) return taken;
    taken.then(
      (client) => callback(undefined, client, (error) => client.release(error as Error)),
      (error: unknown) => callback(error as Error),
    );
  }

  /** A connection that was last used before another one died may have died with it. */
  async #take(): Promise<pg.PoolClient> {
    if (this.waitingCount >= WAITING_MAX) throw databaseBusy();
    for (;;) {
      const isFull = this.totalCount >= (this.options.max ?? 1);
      const client = await super.connect().catch((error: unknown) => {
        const isLate = error instanceof Error && error.message.startsWith("timeout exceeded");
        throw isLate ? (isFull ? databaseBusy() : databaseUnavailable()) : error;
      });
      if (!this.#watch.closeSuspect(client)) return client;
      client.release(true);
    }
  }
}

async function prepare(
  client: pg.ClientBase,
  { statementMsMax, lockMsMax, idleMsMax, connectMsMax }: Bounds,
  watch: ConnectionWatch,
): Promise<void> {
  nameStatements(client);
  watch.add(client);
  const limits = [statementMsMax, lockMsMax, idleMsMax, USER_TIMEOUT_MS, KEEP_ALIVE_MS / 1_000];
  const first = { text: SETTINGS, values: limits.map(String), query_timeout: connectMsMax };
  const { rows } = await client.query<{ pid: number; began: string }>(first);
  watch.identify(client, rows[0]);
}
