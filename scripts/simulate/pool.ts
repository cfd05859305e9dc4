/**
 * The connections of the application, wrapped: before each statement its lane waits for the seed,
 * which may also have the connection die before the statement, after it, or around COMMIT. What the
 * application gets then is what the driver gives it.
 */
import { finished } from "node:stream/promises";
import pg from "pg";
import type { Stream } from "node:stream";
import { sendTogether } from "@/lib/server/db/pipeline";
import type { Lane } from "./lane";
import type { Scheduler } from "./scheduler";

type Fault = "none" | "before" | "after";
/** What became of a statement, for the history. */
type Noted = (outcome: string) => void;

/** What the run decides about each statement; it is replaced for every run. */
type Ruler = {
  scheduler: Scheduler;
  chooseFault: (lane: Lane, text: string) => { fault: Fault; noted: Noted };
  /** A planted mistake may send another statement, or leave it away. */
  rewrite: (text: string) => string | null;
  /** What the clock of the database says. */
  now: () => number;
};

export type Arena = { ruler: Ruler | null; kill: (pid: number) => Promise<void> };

const LOST = "Connection terminated unexpectedly";
const IDLE = "I";

export class SimulatedPool extends pg.Pool {
  readonly #idle: SimulatedClient[] = [];
  readonly #all = new Set<SimulatedClient>();

  constructor(
    private readonly url: string,
    private readonly arena: Arena,
  ) {
    super({ connectionString: url });
  }

  get open(): ReadonlySet<SimulatedClient> {
    return this.#all;
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: never): void;
  override connect(): Promise<pg.PoolClient> {
    return this.#take();
  }

  override query(...values: unknown[]): never {
    return this.#queryOnce(values) as never;
  }

  override async end(): Promise<void> {
    await Promise.all([...this.#all].map((client) => client.end().catch(() => undefined)));
  }

  /** Whoever still has a connection is of a run that is over. */
  async reclaim(): Promise<void> {
    const idle = new Set(this.#idle);
    for (const client of [...this.#all].filter((one) => !idle.has(one))) {
      await client.die();
      this.#all.delete(client);
    }
  }

  async #queryOnce(values: unknown[]): Promise<unknown> {
    const client = await this.#take();
    try {
      return await client.send(values);
    } finally {
      client.release();
    }
  }

  async #take(): Promise<SimulatedClient> {
    const lane = this.arena.ruler?.scheduler.current.getStore();
    let client = this.#idle.pop();
    while (client?.isDead === true) client = this.#idle.pop();
    client ??= await this.#make();
    client.lane = lane ?? null;
    return client;
  }

  async #make(): Promise<SimulatedClient> {
    const { ruler } = this.arena;
    const client = new SimulatedClient(this.url, this.arena, (dead) => {
      if (dead) this.#all.delete(client);
      else this.#idle.push(client);
    });
    this.#all.add(client);
    const open = () => client.connect();
    await (ruler === null ? open() : ruler.scheduler.exchange(() => 0, open));
    return client;
  }
}

export class SimulatedClient extends pg.Client {
  isDead = false;
  lane: Lane | null = null;
  #transaction = IDLE;
  #before: Promise<unknown> = Promise.resolve();

  constructor(
    url: string,
    private readonly arena: Arena,
    private readonly giveBack: (isDead: boolean) => void,
  ) {
    super({ connectionString: url });
    this.on("error", () => (this.isDead = true));
    this.on("end", () => (this.isDead = true));
    this.connection.on("readyForQuery", ({ status }: { status: string }) => {
      this.#transaction = status;
    });
  }

  get pid(): number {
    return (this as unknown as { processID: number }).processID;
  }

  release(broken?: boolean | Error): void {
    this.lane = null;
    const isLost = this.isDead || (broken !== undefined && broken !== false);
    if (isLost && !this.isDead) void this.end().catch(() => undefined);
    this.giveBack(isLost);
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
    const rewritten = lane === undefined ? text : ruler.rewrite(text);
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
    await sendTogether(this, () => (results = [send([clockAt(ms)]), send(values)]));
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
    await this.arena.kill(this.pid);
    await ended;
    this.isDead = true;
  }
}

function clockAt(ms: number): string {
  return `SELECT setval('simulator.clock', ${ms}), set_config('simulator.now', '${ms}', false)`;
}

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
  if (before === after) return values;
  const [first, ...rest] = values;
  if (typeof first === "string") return [after, ...rest];
  // A prepared statement has another text under its name.
  return [Object.assign({}, first, { text: after, name: undefined }), ...rest];
}

function isSubmittable(value: unknown): value is Stream {
  return typeof value === "object" && value !== null && "submit" in value;
}
