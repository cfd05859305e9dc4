/**
 * The connections of the application, wrapped: before each statement its lane waits for the seed,
 * which may also have the connection die before the statement, after it, or around COMMIT. What the
 * application gets then is what the driver gives it.
 */
import { finished } from "node:stream/promises";
import pg from "pg";
import type { Stream } from "node:stream";
import type { Lane } from "./lane";
import type { Scheduler } from "./scheduler";

type Fault = "none" | "before" | "after";

/** What the run decides about each statement; it is replaced for every run. */
type Ruler = {
  scheduler: Scheduler;
  chooseFault: (lane: Lane, text: string) => Fault;
  /** A planted mistake may send another statement, or leave it away. */
  rewrite: (text: string, lane: Lane) => string | null;
  note: (lane: Lane, what: string) => void;
};

export type Arena = { ruler: Ruler | null; kill: (pid: number) => Promise<void> };

const LOST = "Connection terminated unexpectedly";

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
    lane?.connections.add(client.pid);
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

  constructor(
    url: string,
    private readonly arena: Arena,
    private readonly giveBack: (isDead: boolean) => void,
  ) {
    super({ connectionString: url });
    this.on("error", () => (this.isDead = true));
    this.on("end", () => (this.isDead = true));
  }

  get pid(): number {
    return (this as unknown as { processID: number }).processID;
  }

  release(broken?: boolean | Error): void {
    this.lane?.connections.delete(this.pid);
    this.lane = null;
    const isLost = this.isDead || (broken !== undefined && broken !== false);
    if (isLost && !this.isDead) void this.end().catch(() => undefined);
    this.giveBack(isLost);
  }

  override query(...values: unknown[]): never {
    const [first] = values;
    return (isSubmittable(first) ? this.#stream(first) : this.send(values)) as never;
  }

  send(values: unknown[]): Promise<unknown> {
    const [first] = values;
    const text = typeof first === "string" ? first : (first as { text: string }).text;
    return this.#statement(text, values);
  }

  async #statement(text: string, values: unknown[]): Promise<unknown> {
    const { ruler } = this.arena;
    const lane = ruler?.scheduler.current.getStore();
    const send = (all: unknown[]) => super.query(...(all as [string])) as Promise<unknown>;
    if (ruler === null || lane === undefined) return send(values);
    const { scheduler } = ruler;
    await scheduler.gate(text);
    const fault = this.isDead ? "none" : ruler.chooseFault(lane, text);
    const rewritten = ruler.rewrite(text, lane);
    const work = async () => {
      if (fault === "before") await this.die();
      if (rewritten === null) return { rows: [], rowCount: 0 };
      const result = await send(rewrite(values, text, rewritten));
      if (fault !== "after") return result;
      await this.die();
      throw new Error(LOST);
    };
    return scheduler.exchange(() => this.pid, work);
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
    const ended = new Promise((resolve) => this.once("end", resolve));
    await this.arena.kill(this.pid);
    await ended;
    this.isDead = true;
  }
}

function rewrite(values: unknown[], before: string, after: string): unknown[] {
  if (before === after) return values;
  const [first, ...rest] = values;
  if (typeof first === "string") return [after, ...rest];
  return [Object.assign({}, first, { text: after }), ...rest];
}

function isSubmittable(value: unknown): value is Stream {
  return typeof value === "object" && value !== null && "submit" in value;
}
