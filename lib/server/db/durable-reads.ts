import "server-only";

/**
 * Knows whether everything that a request has read is on disk, so that it need not wait for the
 * disk at its end. What is read together brings that with it, without a message of its own. It says
 * nothing about other statements: one of them, and the request waits as before.
 */
import { processWide } from "../process-wide";
import { currentWork, type WorkContext } from "../work-context";

type Reads = {
  /** Every statement, and those that were read together. */
  sent: number;
  together: number;
  /** How many batches have not read everything. */
  open: number;
  /** Resolves when the last batch has looked if everything is on disk. */
  looked: Promise<void>;
  /** `sent`, when everything was. */
  durable: number | null;
};

/**
 * A connection reports its statements to the copy of this module in the bundle that opened it, and
 * a route asks another one.
 */
type ReadsByWork = {
  get: (work: WorkContext) => Reads | undefined;
  set: (work: WorkContext, noted: Reads) => void;
};
const shared = processWide<ReadsByWork>("durable-reads");

function reads(): ReadsByWork {
  if (shared.value === undefined) {
    const byWork = new WeakMap<WorkContext, Reads>();
    shared.value = {
      get: (work) => byWork.get(work),
      set: (work, noted) => void byWork.set(work, noted),
    };
  }
  return shared.value;
}

/** Whatever was read before is not known. */
export function wantDurableReads(): void {
  const work = currentWork();
  if (work === undefined) return;
  reads().set(work, { sent: 0, together: 0, open: 0, looked: Promise.resolve(), durable: null });
}

/** Must be called for every statement, before it is sent. */
export function noteStatement(): void {
  const noted = find();
  if (noted !== undefined) noted.sent += 1;
}

export async function areReadsDurable(): Promise<boolean> {
  const noted = find();
  if (noted === undefined) return false;
  await noted.looked;
  return noted.durable === noted.sent && noted.together === noted.sent;
}

/** One batch, until it has read everything. */
export type NotedBatch = {
  /** Whether the request wants to know if what it reads is on disk. */
  isNoted: boolean;
  /** Runs what sends its statements. */
  send: <T>(run: () => T) => T;
  /**
   * Does the same for the last one. It gets whether that has to look if everything is on disk, and
   * returns what was seen.
   */
  sendLast: (run: (looks: boolean) => Promise<boolean>) => Promise<void>;
  end: () => void;
};

export function noteBatch(): NotedBatch {
  const noted = find();
  if (noted === undefined) return UNNOTED;
  noted.open += 1;
  let isOpen = true;
  const send = <T>(run: () => T): T => {
    const before = noted.sent;
    const result = run();
    noted.together += noted.sent - before;
    return result;
  };
  return {
    isNoted: true,
    send,
    sendLast(run) {
      // Another batch, or another statement, may read what is stored after this one has looked.
      const looks = noted.open === 1 && noted.together === noted.sent;
      const seen = send(() => run(looks));
      const upTo = noted.sent;
      const looked = seen.then((isOnDisk) => {
        if (isOnDisk) noted.durable = upTo;
      });
      noted.looked = looked.catch(() => undefined); // Then nothing is known.
      return looked;
    },
    end() {
      if (isOpen) noted.open -= 1;
      isOpen = false;
    },
  };
}

const UNNOTED: NotedBatch = {
  isNoted: false,
  send: (run) => run(),
  sendLast: async (run) => void (await run(false)),
  end: () => undefined,
};

function find(): Reads | undefined {
  const work = currentWork();
  return work === undefined ? undefined : reads().get(work);
}
