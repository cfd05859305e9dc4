/**
 * A process of PostgreSQL that serves one connection after another, as behind a pooler: a new
 * process reads the whole catalogue again, which takes longer than most of what it is asked for.
 * When a connection is cut, its statement is cancelled, its transaction rolled back, and everything
 * else of it forgotten; its driver gets the same messages as from a process that was ended.
 */
import { EventEmitter, once } from "node:events";
import type { Socket } from "node:net";
import { Duplex } from "node:stream";
import pg from "pg";
import { countMessages } from "./wire-messages";

const TERMINATE = message("X", "");
const ENDED_BY_ADMINISTRATOR =
  "SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0";
const FORGET =
  "ROLLBACK; CLOSE ALL; RESET ALL; UNLISTEN *; " +
  "SELECT pg_advisory_unlock_all(); DISCARD TEMP; DISCARD SEQUENCES";
const TRIES_MAX = 20;

type Owner = { cancel: (pid: number) => Promise<unknown> };

export class Session {
  #wire: Wire | null = null;
  /** How many messages are not responded to yet. */
  #pending = 0;
  #isCopying = false;
  #hasFailed = false;
  /** What the driver has prepared, by name: the next connection need not do it again. */
  prepared: Record<string, string> = {};
  readonly #events = new EventEmitter();

  static async open(url: string, owner: Owner): Promise<Session> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { connection, processID } = client as unknown as {
      connection: { stream: Socket };
      processID: number;
    };
    return new Session(connection.stream, processID, owner);
  }

  private constructor(
    private readonly socket: Socket,
    readonly pid: number,
    private readonly owner: Owner,
  ) {
    for (const event of ["data", "end", "close", "error"]) socket.removeAllListeners(event);
    const count = countMessages((code) => this.#noteReceived(code));
    socket.on("data", (chunk: Buffer) => {
      this.#wire?.push(chunk);
      count(chunk);
    });
    socket.on("error", () => undefined); // It closes.
    socket.on("close", () => {
      this.#events.emit("idle");
      this.#wire?.lose();
    });
  }

  get isOver(): boolean {
    return this.socket.destroyed;
  }

  /** Returns what a driver takes for a socket. */
  connect(over: (session: Session) => void): Wire {
    const wire = new Wire(this.socket, {
      pid: this.pid,
      sent: (code) => this.#noteSent(code),
      end: () => void this.#end().then(() => over(this)),
    });
    this.#wire = wire;
    return wire;
  }

  /** Its locks are free when this resolves. */
  async cut(): Promise<void> {
    await this.#leave(ENDED_BY_ADMINISTRATOR);
  }

  /** A server responds to what it was sent before the end. */
  async #end(): Promise<void> {
    if (!this.#isCopying) await this.#untilIdle();
    await this.#leave(null);
  }

  close(): void {
    this.socket.destroy();
  }

  async #leave(reason: string | null): Promise<void> {
    const wire = this.#wire;
    if (wire === null) return;
    this.#wire = null;
    await this.#forget();
    if (reason !== null) wire.push(message("E", reason));
    wire.lose();
  }

  async #forget(): Promise<void> {
    // What is prepared meanwhile, the driver does not know.
    if (this.#pending > 0) this.prepared = {};
    const forgetAll = this.#pending > 0 ? `${FORGET}; DEALLOCATE ALL` : FORGET;
    if (this.#isCopying) this.#send("f", "the connection was cut\0");
    for (let tries = 0; tries < TRIES_MAX && !this.isOver; tries += 1) {
      if (this.#pending > 0 && !this.#isCopying) await this.owner.cancel(this.pid);
      await this.#untilIdle();
      this.#hasFailed = false;
      this.#send("Q", `${forgetAll}\0`);
      await this.#untilIdle();
      if (!this.#hasFailed) return;
    }
    if (!this.isOver) throw new Error("a connection that was cut is not forgotten");
  }

  async #untilIdle(): Promise<void> {
    while (this.#pending > 0 && !this.isOver) await once(this.#events, "idle");
  }

  #send(code: string, body: string): void {
    this.#noteSent(code);
    this.socket.write(message(code, body));
  }

  #noteSent(code: string): void {
    if (code === "Q" || code === "S") this.#pending += 1;
    if (code === "c" || code === "f") this.#isCopying = false;
  }

  #noteReceived(code: string): void {
    if (code === "G") this.#isCopying = true;
    if (code === "E") {
      this.#hasFailed = true;
      this.#isCopying = false;
    }
    if (code !== "Z") return;
    this.#pending -= 1;
    this.#events.emit("idle");
  }
}

type Between = { pid: number; sent: (code: string) => void; end: () => void };

/** The driver's end of a session: what a socket is to it. */
class Wire extends Duplex {
  #hasStarted = false;
  #isLost = false;
  readonly #count: (chunk: Buffer) => void;

  constructor(
    private readonly socket: Socket,
    private readonly between: Between,
  ) {
    super();
    this.#count = countMessages(between.sent);
  }

  connect(): void {
    process.nextTick(() => this.emit("connect"));
  }

  override _write(chunk: Buffer, _: BufferEncoding, written: () => void): void {
    this._writev([{ chunk }], written);
  }

  override _writev(all: { chunk: Buffer }[], written: () => void): void {
    this.socket.cork();
    for (const { chunk } of all) if (!this.#isLost) this.#send(chunk);
    this.socket.uncork();
    written();
  }

  #send(chunk: Buffer): void {
    if (!this.#hasStarted) {
      this.#hasStarted = true;
      this.push(welcome(this.between.pid));
    } else if (!chunk.equals(TERMINATE)) {
      this.#count(chunk);
      this.socket.write(chunk);
    }
  }

  override _read(): void {}

  override _final(ended: () => void): void {
    if (!this.#isLost) this.between.end();
    ended();
  }

  lose(): void {
    this.#isLost = true;
    this.push(null);
    this.end();
  }

  setNoDelay(): void {}

  ref(): void {}

  unref(): void {}
}

/** What a server says to a connection that it accepts. */
function welcome(pid: number): Buffer {
  const number = Buffer.alloc(4);
  number.writeInt32BE(pid);
  const accepted = message("R", Buffer.alloc(4));
  const key = message("K", Buffer.concat([number, Buffer.alloc(4)]));
  return Buffer.concat([accepted, key, message("Z", "I")]);
}

function message(code: string, body: string | Buffer): Buffer {
  const bytes = Buffer.from(body);
  const head = Buffer.alloc(5);
  head.write(code);
  head.writeInt32BE(bytes.length + 4, 1);
  return Buffer.concat([head, bytes]);
}
