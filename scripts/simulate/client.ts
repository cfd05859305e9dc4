/**
 * A connection of the application, wrapped: before each statement its lane waits for the seed,
 * which may also have the connection die before the statement, after it, or around COMMIT. What the
 * application gets then is what the driver gives it.
 */
import { finished } from "node:stream/promises";
import pg from "pg";
import type { Stream } from "node:stream";
import { sendTogether } from "@/lib/server/db/pipeline";
import { statementName } from "@/lib/server/db/statement-name";
import type { Lane } from "./lane";
import type { Scheduler } from "./scheduler";
import type { Session } from "./session";

type Fault = "none" | "before" | "after";
/** What became of a statement, for the history. */
type Noted = (outcome: string) => void;

/** What the run decides about each statement; it is replaced for every run. */
type Ruler = {
  scheduler: Scheduler;
  chooseFault: (lane: Lane, text: string) => { fault: Fault; noted: Noted };
  /** A planted mistake may send another statement, or leave it away. */
  rewrite: (text: string, isInLane: boolean) => string | null;
  /** What the clock of the database says. */
  now: () => number;
  /** Whether a connection dies with its process; otherwise the process serves another one. */
  endsProcesses: boolean;
};

export type Arena = {
  ruler: Ruler | null;
  /** Ends a process of the database. */
  kill: (pid: number) => Promise<void>;
  cancel: (pid: number) => Promise<unknown>;
};

const LOST = "Connection terminated unexpectedly";
/** What the server says after each message: whether a transaction is open, and has not failed. */
const IDLE = "I";
const OPEN = "T";

export class SimulatedClient extends pg.Client {
  isDead = false;
  lane: Lane | null = null;
  #transaction = IDLE;
  #before: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly session: Session,
    private readonly arena: Arena,
    private readonly returned: { giveBack: (isDead: boolean) => void; free: () => void },
  ) {
    super({ stream: () => session.connect(returned.free) });
    Object.assign(this.connection, { parsedStatements: session.prepared });
    this.on("error", () => (this.isDead = true));
    this.on("end", () => (this.isDead = true));
    this.connection.on("readyForQuery", ({ status }: { status: string }) => {
      this.#transaction = status;
    });
  }

  get pid(): number {
    return this.session.pid;
  }

  release(broken?: boolean | Error): void {
    this.lane = null;
    const isLost = this.isDead || (broken !== undefined && broken !== false);
    if (isLost && !this.isDead) void this.end().catch(() => undefined);
    this.returned.giveBack(isLost);
  }

  override query(...values: unknown[]): never {
    const [first] = values;
    return (isSubmittable(first) ? this.#stream(first) : this.send(values)) as never;
  }

  /** A server executes the statements of a connection in their order, whether or not some fail. */
  send(values: unknown[]): Promise<unknown> {
    const [first] = values;
    const text = typeof first === "string" ? first : (first as { text: string }).text;
    const sent = this.#before.then(() => this.#statement(text, values));
    this.#before = sent.catch(() => undefined);
    return sent;
  }

  async #statement(text: string, values: unknown[]): Promise<unknown> {
    const { ruler } = this.arena;
    const lane = ruler?.scheduler.current.getStore();
    if (ruler === null) return super.query(...(values as [string]));
    const { scheduler } = ruler;
    if (lane !== undefined) await scheduler.gate();
    const { fault, noted } =
      lane === undefined || this.isDead
        ? { fault: "none", noted: () => undefined }
        : ruler.chooseFault(lane, text);
    const rewritten = ruler.rewrite(text, lane !== undefined);
    const work = async () => {
      if (fault === "before") await this.die();
      if (rewritten === null) return { rows: [], rowCount: 0 };
      const result = await this.#sendAt(ruler.now(), rewrite(values, text, rewritten));
      if (rewritten !== text && text.includes("COMMIT")) result.command = "COMMIT";
      if (fault !== "after") return result;
      await this.die();
      throw new Error(LOST);
    };
    return scheduler.exchange(
      () => this.pid,
      () => noting(work, noted),
      () => this.#transaction === OPEN && !this.isDead,
    );
  }

  /** The time of a transaction is that of its beginning, which sets the clock on its way. */
  async #sendAt(ms: number, values: unknown[]): Promise<pg.QueryResult> {
    const send = (all: unknown[]) => super.query(...(all as [string])) as Promise<pg.QueryResult>;
    if (this.#transaction !== IDLE || this.isDead) return send(values);
    const [first] = values;
    // A level of isolation is refused after any query, as that of the clock would be.
    if (typeof first === "string" && /^BEGIN(?! ISOLATION)/.test(first)) {
      return send([`${clockAt(ms)}; ${first}`]);
    }
    let results: Promise<pg.QueryResult>[] = [];
    await sendTogether(this, () => (results = [send([{ ...CLOCK, values: [ms] }]), send(values)]));
    const [, result] = await Promise.all(results);
    return result as pg.QueryResult;
  }

  /** A copy begins at once, and its lane rests until it is over. */
  #stream<T extends Stream>(stream: T): T {
    const { ruler } = this.arena;
    const sent = super.query(stream as never) as unknown as T;
    const over = () => finished(stream as never).catch(() => undefined);
    if (ruler !== null) void ruler.scheduler.exchange(() => this.pid, over);
    return sent;
  }

  async die(): Promise<void> {
    if (this.isDead) return;
    const ended = new Promise((resolve) => this.once("end", resolve));
    if (this.arena.ruler?.endsProcesses === true) await this.arena.kill(this.pid);
    else await this.session.cut();
    await ended;
    this.isDead = true;
    this.returned.free();
  }
}

function clockAt(ms: number): string {
  return `SELECT setval('simulator.clock', ${ms}), set_config('simulator.now', '${ms}', false)`;
}

const CLOCK = {
  name: "clock",
  text: `SELECT setval('simulator.clock', $1::bigint),
                set_config('simulator.now', $1::text, false)`,
};

async function noting<T extends { rowCount?: number | null }>(
  work: () => Promise<T>,
  noted: Noted,
): Promise<T> {
  try {
    const result = await work();
    noted(String(result.rowCount ?? ""));
    return result;
  } catch (error) {
    noted((error as { code?: string }).code ?? "lost");
    throw error;
  }
}

function rewrite(values: unknown[], before: string, after: string): unknown[] {
  if (before === after) return named(values);
  const [first, ...rest] = values;
  if (typeof first === "string") return [after, ...rest];
  // A prepared statement has another text under its name.
  return [Object.assign({}, first, { text: after, name: undefined }), ...rest];
}

/** Most of what a short statement takes is to parse and plan it. */
function named(values: unknown[]): unknown[] {
  const [first, ...rest] = values as [string | pg.QueryConfig];
  if (typeof first === "string" || first.values === undefined) return values;
  return [Object.assign({ name: statementName(first.text) }, first), ...rest];
}

function isSubmittable(value: unknown): value is Stream {
  return typeof value === "object" && value !== null && "submit" in value;
}
