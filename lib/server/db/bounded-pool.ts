import "server-only";

/**
 * A pool of `pg` in which nothing waits without end: not for a connection, not for a lock, and not
 * for a server that has fallen silent. Every session gets the same kinds of limit by a statement
 * after it was opened, because a pooler such as PgBouncer refuses them as parameters of the start.
 * Where the pooler gives every transaction another session, they are settings of the role.
 */
import pg from "pg";
import { databaseBusy, databaseUnavailable } from "./failures";
import { type ConnectionWatch, watchConnections } from "./connection-watch";
import { APPLICATION_NAME, nameStatements } from "./name-statements";
import { preparePooled } from "./pooled-session";
import { KEEP_ALIVE_MS, type SessionLimits, SET_LIMITS, valuesOf } from "./session-limits";

export type Bounds = SessionLimits & {
  /** Connections. */
  max: number;
  /** How long a connection is waited for. */
  connectMsMax: number;
};

/** Whoever comes when so many wait is refused at once. */
const WAITING_MAX = 500;
/** The server's own limit comes first, with an error that says more. */
const GRACE_MS = 1_000;
/**
 * Behind a pooler nobody can say whether a statement still runs, and a transaction may allow its
 * statements as much.
 */
const IN_TRANSACTION_MS_MAX = 120_000;

const FIRST = `
  SELECT a.pid, a.backend_start::text AS began, (${SET_LIMITS}) AS settings,
         current_setting('transaction_read_only') = 'on' AS "isReadOnly"
    FROM pg_stat_activity a WHERE a.pid = pg_backend_pid()`;

type Callback = (error: Error | undefined, client?: pg.PoolClient, release?: Release) => void;
type Release = (release?: unknown) => void;

/** `inspector` is asked what the server does for connections that have been silent for a while. */
export function openPool(
  connectionString: string,
  bounds: Bounds,
  inspector: pg.Pool | null,
): pg.Pool {
  return open(connectionString, bounds, {
    inspector,
    silentMsMax: () => bounds.statementMsMax + GRACE_MS,
    prepare: prepareDirect,
  });
}

/** To a pooler; `begin` is awaited before each connection is taken. */
export function openPooledPool(
  connectionString: string,
  bounds: Bounds,
  begin: () => Promise<void>,
): pg.Pool {
  return open(connectionString, bounds, {
    inspector: null,
    silentMsMax(client) {
      const isInside = client.getTransactionStatus() === "T";
      return (isInside ? IN_TRANSACTION_MS_MAX : bounds.statementMsMax) + GRACE_MS;
    },
    begin,
    prepare: (client) => preparePooled(client, bounds, bounds.connectMsMax),
  });
}

/** To a standby; `check` refuses one of another cluster. */
export function openReplicaPool(
  connectionString: string,
  bounds: Bounds,
  check: (client: pg.ClientBase) => Promise<void>,
): pg.Pool {
  return open(connectionString, bounds, {
    inspector: null,
    silentMsMax: () => bounds.statementMsMax + GRACE_MS,
    isOfStandby: true,
    async prepare(client, limits, watch) {
      await prepareDirect(client, limits, watch);
      await check(client);
    },
  });
}

type Prepare = (client: pg.ClientBase, bounds: Bounds, watch: ConnectionWatch) => Promise<void>;
type Opening = {
  inspector: pg.Pool | null;
  silentMsMax: (client: pg.ClientBase) => number;
  isOfStandby?: boolean;
  begin?: () => Promise<void>;
  prepare: Prepare;
};

function open(connectionString: string, bounds: Bounds, opening: Opening): pg.Pool {
  const { inspector, silentMsMax, isOfStandby = false, begin = null, prepare } = opening;
  const countWaiting = () => pool.waitingCount;
  const watch = watchConnections({
    max: bounds.max,
    silentMsMax,
    inspector,
    isOfStandby,
    countWaiting,
  });
  const pool: pg.Pool = new BoundedPool(connectionString, bounds, { watch, begin, prepare });
  // The pool replaces an idle connection that the server ends; without a listener the error would
  // end the process.
  pool.on("error", () => undefined);
  // So does a connection in use, between two statements of a transaction; the next statement then
  // fails.
  pool.on("connect", (client) => client.on("error", () => undefined));
  pool.on("remove", (client) => watch.forget(client));
  return pool;
}

type Preparing = {
  watch: ConnectionWatch;
  begin: (() => Promise<void>) | null;
  prepare: Prepare;
};

class BoundedPool extends pg.Pool {
  readonly #watch: ConnectionWatch;
  readonly #begin: (() => Promise<void>) | null;

  constructor(connectionString: string, bounds: Bounds, { watch, begin, prepare }: Preparing) {
    // Its type knows no promise, but the pool waits for one.
    const onConnect: (client: pg.ClientBase) => unknown = (client) => {
      nameStatements(client);
      watch.add(client);
      // The pool reports a connection as removed only after it has given it to somebody.
      return prepare(client, bounds, watch).catch((error: unknown) => {
        watch.forget(client);
        throw error;
      });
    };
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
    this.#begin = begin;
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
    if (this.#begin !== null) await this.#begin();
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

async function prepareDirect(
  client: pg.ClientBase,
  bounds: Bounds,
  watch: ConnectionWatch,
): Promise<void> {
  const first = { text: FIRST, values: valuesOf(bounds), query_timeout: bounds.connectMsMax };
  const { rows } = await client.query<{ pid: number; began: string; isReadOnly: boolean }>(first);
  watch.identify(client, rows[0]);
}
