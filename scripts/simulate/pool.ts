/** The connections of the application, which the seed may have die. */
import pg from "pg";
import { type Arena, SimulatedClient } from "./client";
import { Session } from "./session";

export class SimulatedPool extends pg.Pool {
  readonly #idle: SimulatedClient[] = [];
  readonly #all = new Set<SimulatedClient>();
  readonly #free: Session[] = [];

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
    await this.close();
  }

  /** Ends every process of the database; later connections get others. */
  async close(): Promise<void> {
    for (const client of this.#all) await client.die();
    this.#all.clear();
    this.#idle.length = 0;
    for (const session of this.#free.splice(0)) session.close();
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
    const open = async () => {
      const session = this.#free.pop() ?? (await Session.open(this.url, this.arena));
      let isFree = false;
      const client: SimulatedClient = new SimulatedClient(session, this.arena, {
        giveBack: (isDead) => {
          if (isDead) this.#all.delete(client);
          else this.#idle.push(client);
        },
        free: () => {
          if (!isFree && !session.isOver) this.#free.push(session);
          isFree = true;
        },
      });
      this.#all.add(client);
      await client.connect();
      return client;
    };
    return ruler === null ? open() : ruler.scheduler.exchange(() => 0, open);
  }
}
