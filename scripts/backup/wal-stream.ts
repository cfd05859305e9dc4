/**
 * One stream of the log: what arrives is gathered for a second, stored together, and confirmed to
 * the server once it is on the disk.
 */
import { copyFromServer, type ReplicationClient } from "./replication";
import { formatLsn } from "./lsn";
import type { Received, WalWriter } from "./wal-writer";

const FLUSH_MS = 1_000;
/** A disk that does not take what it gets must not delay the end of the server. */
const STUCK_MS_MAX = 10_000;
const BUFFER_BYTES_MAX = 8 * 1024 * 1024;
/** From 1970 to 2000, where PostgreSQL's clock begins. */
const EPOCH_MS = 946_684_800_000;

/** The messages, and the positions of their fields. */
const LOG = "w".charCodeAt(0);
const KEEPALIVE = "k".charCodeAt(0);
const STATUS = "r".charCodeAt(0);
const LOG_HEADER = 25;
const REPLY_AT = 17;
const STATUS_BYTES = 34;

export class WalStream {
  #waiting: Received[] = [];
  #bytes = 0;
  #running: Promise<void> = Promise.resolve();
  #isRunning = false;
  #failure: Error | null = null;

  /** `beforeFlush` runs before the log is stored that names what it copies. */
  constructor(
    readonly client: ReplicationClient,
    readonly writer: WalWriter,
    readonly beforeFlush: () => Promise<void>,
  ) {}

  /** Receives until the connection ends; what has arrived by then is stored. */
  async run(slot: string): Promise<void> {
    const { timeline, flushed } = this.writer;
    const timer = setInterval(() => this.#flushSoon(), FLUSH_MS);
    try {
      await copyFromServer(
        this.client,
        `START_REPLICATION SLOT ${slot} PHYSICAL ${formatLsn(flushed)} TIMELINE ${timeline}`,
        { onData: (message) => this.#take(message), endsWithServer: true },
      );
    } catch (error) {
      throw this.#failure ?? error;
    } finally {
      clearInterval(timer);
      await this.#running;
      if (this.#failure === null) await this.#flush();
      await this.writer.close();
    }
  }

  #take(message: Buffer): void {
    if (message[0] === KEEPALIVE && message[REPLY_AT] === 1) this.#flushSoon();
    if (message[0] !== LOG) return;
    const data = message.subarray(LOG_HEADER);
    this.#waiting.push({ start: message.readBigUInt64BE(1), data });
    this.#bytes += data.length;
    if (this.#bytes < BUFFER_BYTES_MAX) return;
    this.client.connection.stream.pause();
    this.#flushSoon();
  }

  #flushSoon(): void {
    if (this.#isRunning || this.#failure !== null) return;
    this.#isRunning = true;
    const stuck = setTimeout(
      () => this.#fail(new Error("The disk of the backup does not respond.")),
      STUCK_MS_MAX,
    );
    this.#running = this.#flush()
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        clearTimeout(stuck);
        this.#isRunning = false;
      });
  }

  async #flush(): Promise<void> {
    const pieces = this.#waiting;
    [this.#waiting, this.#bytes] = [[], 0];
    if (pieces.length > 0) {
      await this.beforeFlush();
      await this.writer.write(pieces);
    }
    this.client.connection.sendCopyFromChunk(statusOf(this.writer.flushed));
    this.client.connection.stream.resume();
  }

  #fail(error: unknown): void {
    this.#failure ??= error instanceof Error ? error : new Error(String(error));
    this.client.connection.stream.destroy();
  }
}

function statusOf(flushed: bigint): Buffer {
  const message = Buffer.alloc(STATUS_BYTES);
  message[0] = STATUS;
  for (const at of [1, 9, 17]) message.writeBigUInt64BE(flushed, at);
  message.writeBigInt64BE(BigInt(Date.now() - EPOCH_MS) * 1_000n, 25);
  return message;
}
