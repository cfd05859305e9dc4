import "server-only";

/**
 * Watches the connections of a pool that wait for a result. One whose server has sent it already,
 * or is not there, has lost a message on the way: both ends are closed, so that its locks are free
 * within seconds. While others wait for a connection, those that only wait for a lock do not take
 * more than half of them, and a statement that waits for a locked table is sent once at a time.
 * One to a server that takes no changes is replaced: its name may lead to another server by now.
 */
import type { EventEmitter } from "node:events";
import type { Socket } from "node:net";
import type pg from "pg";
import { log } from "../log";
import { CONNECTION_SILENT, databaseBusy, READ_ONLY } from "./failures";
import { inspect, type Inspected, endSessions, cancelWaits } from "./inspect-sessions";
import { type LockedStatements, lockedStatements } from "./locked-statements";
import { sendsTogether } from "./pipeline";

const TICK_MS = 250;
/** Most statements take milliseconds, so that few are ever asked about. */
const ASKED_ABOUT_MS = 1_000;
/** A connection to a server that takes no changes is used for so long. */
const READ_ONLY_MS = 1_000;

type Client = pg.ClientBase;
type Session = { pid: number; began: string };
type Identified = Session & { isReadOnly: boolean };
type Watched = {
  openedAt: number;
  isReadOnly: boolean;
  session: Session | null;
  /** When the server was free for the first of `texts`; null when every result is there. */
  askedAt: number | null;
  /** The statements without a result; a stream has no text. */
  texts: (string | null)[];
  heardAt: number;
  /** When the server was last seen at work for it. */
  aliveAt: number;
  bytes: number;
};

export type ConnectionWatch = {
  add: (client: Client) => void;
  identify: (client: Client, session: Identified | undefined) => void;
  forget: (client: Client) => void;
  /** Whether it was last heard before another one was lost, or takes no changes; it is closed. */
  closeSuspect: (client: Client) => boolean;
};

type Watch = {
  max: number;
  silentMsMax: (client: Client) => number;
  inspector: pg.Pool | null;
  isOfStandby: boolean;
  countWaiting: () => number;
};

export function watchConnections(options: Watch): ConnectionWatch {
  const { max, silentMsMax, inspector, isOfStandby, countWaiting } = options;
  const clients = new Map<Client, Watched>();
  const locked = lockedStatements();
  let lostAt = -Infinity;
  let timer: NodeJS.Timeout | null = null;
  let isInspecting = false;

  const close = (client: Client, reason: string) => {
    lostAt = performance.now();
    log().warn({ part: "database", reason }, "a connection to the database is lost, and closed");
    const error = Object.assign(new Error("The database does not respond"), {
      code: CONNECTION_SILENT,
    });
    socketOf(client).destroy(error);
  };

  const tick = () => {
    const now = performance.now();
    const silent: Client[] = [];
    let busy = 0;
    for (const [client, watched] of clients) {
      if (watched.askedAt === null) continue;
      busy += 1;
      const { bytesRead } = socketOf(client);
      if (bytesRead !== watched.bytes) watched.heardAt = now;
      watched.bytes = bytesRead;
      const ms = now - Math.max(watched.askedAt, watched.heardAt);
      if (Math.min(ms, now - watched.aliveAt) > silentMsMax(client)) close(client, "no result");
      else if (ms > ASKED_ABOUT_MS && watched.session !== null) silent.push(client);
    }
    if (busy === 0 && timer !== null) {
      clearInterval(timer);
      timer = null;
    }
    if (silent.length === 0 || inspector === null || isInspecting) return;
    isInspecting = true;
    judge(inspector, silent)
      .catch(() => undefined) // Without a result here either, each connection has its own limit.
      .finally(() => {
        isInspecting = false;
      });
  };

  const judge = async (asked: pg.Pool, silent: readonly Client[]) => {
    const before = new Map(silent.map((client) => [client, markOf(client)]));
    const states = await inspect(asked, silent.map(pidOf));
    const stillSilent = silent.filter(
      (client) => clients.has(client) && markOf(client) === before.get(client),
    );
    const dead = stillSilent.filter((client) => isOver(sessionOf(client), states));
    if (dead.length > 0) {
      for (const client of dead) close(client, "the result is lost");
      await endSessions(asked, dead.map(sessionOf));
    }
    for (const client of stillSilent) {
      const watched = clients.get(client);
      if (watched !== undefined && !dead.includes(client)) watched.aliveAt = performance.now();
    }
    const waits = stillSilent.filter((client) => states.get(pidOf(client))?.waits != null);
    for (const client of waits) {
      const text = clients.get(client)?.texts[0] ?? null;
      if (states.get(pidOf(client))?.waits === "relation") locked.note(text, client);
    }
    const over = countWaiting() > 0 ? waits.slice(Math.ceil(max / 2)) : [];
    if (over.length > 0) await cancelWaits(asked, over.map(pidOf));
  };

  /** A large result may be on its way although the server has sent all of it. */
  const markOf = (client: Client): string =>
    `${clients.get(client)?.askedAt} ${socketOf(client).bytesRead}`;
  const sessionOf = (client: Client): Session =>
    clients.get(client)?.session ?? { pid: 0, began: "" };
  const pidOf = (client: Client): number => sessionOf(client).pid;
  const endStatement = (client: Client, watched: Watched) => {
    const { askedAt, texts } = watched;
    if (askedAt === null) return;
    const now = performance.now();
    locked.end(texts.shift() ?? null, client, now - askedAt < ASKED_ABOUT_MS);
    watched.askedAt = texts.length === 0 ? null : now;
  };
  const endAll = (client: Client, watched: Watched) => {
    while (watched.askedAt !== null) endStatement(client, watched);
  };

  return {
    add(client) {
      const watched: Watched = {
        openedAt: performance.now(),
        isReadOnly: false,
        session: null,
        askedAt: null,
        texts: [],
        heardAt: performance.now(),
        aliveAt: -Infinity,
        bytes: socketOf(client).bytesRead,
      };
      clients.set(client, watched);
      noteQueries(client, locked, (text) => {
        if (!sendsTogether(client)) endAll(client, watched);
        watched.askedAt ??= performance.now();
        watched.texts.push(text);
        timer ??= setInterval(tick, TICK_MS).unref();
      });
      connectionOf(client).on("readyForQuery", () => {
        if (sendsTogether(client)) endStatement(client, watched);
      });
      connectionOf(client).on("errorMessage", ({ code }: { code?: string }) => {
        if (code === READ_ONLY) watched.isReadOnly = true;
      });
      client.on("drain", () => {
        endAll(client, watched);
        watched.heardAt = performance.now();
      });
    },
    identify(client, session) {
      const watched = clients.get(client);
      // Behind a pooler the session is another one for each transaction.
      const isDirect = session?.pid === (client as unknown as { processID?: number }).processID;
      if (watched === undefined || session === undefined) return;
      watched.isReadOnly = session.isReadOnly;
      if (isDirect) watched.session = session;
    },
    forget(client) {
      const watched = clients.get(client);
      if (watched !== undefined) endAll(client, watched);
      clients.delete(client);
    },
    closeSuspect(client) {
      const watched = clients.get(client);
      if (watched === undefined) return false;
      const isOld = performance.now() - watched.openedAt > READ_ONLY_MS;
      const isAstray = watched.isReadOnly && isOld && !isOfStandby;
      const isSuspect = isAstray || watched.heardAt < lostAt;
      if (isSuspect) socketOf(client).destroy();
      return isSuspect;
    },
  };
}

function isOver({ pid, began }: Session, states: ReadonlyMap<number, Inspected>): boolean {
  const state = states.get(pid);
  return state === undefined || state.began !== began || state.isIdle;
}

type Connection = EventEmitter & { stream: Socket };

function connectionOf(client: Client): Connection {
  return (client as unknown as { connection: Connection }).connection;
}

export function socketOf(client: Client): Socket {
  return connectionOf(client).stream;
}

/** Reports each statement before it is sent, unless the table that it takes is locked. */
function noteQueries(
  client: Client,
  locked: LockedStatements,
  onAsked: (text: string | null) => void,
): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const noted = (...args: unknown[]): unknown => {
    const text = textOf(args[0]);
    if (!locked.mayAsk(text, client)) return refuse(args.at(-1));
    onAsked(text);
    return query(...args);
  };
  client.query = noted as typeof client.query;
}

function refuse(callback: unknown): unknown {
  const error = databaseBusy();
  if (typeof callback !== "function") return Promise.reject(error);
  process.nextTick(callback, error);
  return undefined;
}

/** Null for a stream, which is never refused. */
function textOf(query: unknown): string | null {
  if (typeof query === "string") return query;
  if (typeof query !== "object" || query === null || "submit" in query) return null;
  return "text" in query && typeof query.text === "string" ? query.text : null;
}
