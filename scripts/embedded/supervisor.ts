/**
 * Starts an embedded server again that ended, whoever killed it, on the port that the application
 * knows. Every process that uses the server supervises it; the first to notice starts it.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { findServer, type Server, type ServerLocation } from "./location";
import { rotateLog } from "./log";
import { startServer } from "./server";
import { withFileLock } from "../process/file-lock";
import { print } from "../process/print";
import { isSame } from "../process/processes";

const POLL_MS = 200;
/** After a server that ran this long, pauses begin at the first again. */
const STABLE_MS = 60_000;
const PAUSES_MS = [0, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000];
const ROTATE_EVERY_MS = 60_000;

export type Supervisor = { stop: () => Promise<void> };

type Supervised = {
  location: ServerLocation;
  settings: string[];
  /** Called once, when it can't be started again. */
  onLost: (reason: Error) => void;
  /** Before each attempt; there are as many attempts. */
  pausesMs?: readonly number[];
};

export function supervise(first: Server, supervised: Supervised): Supervisor {
  const { location, settings, onLost, pausesMs = PAUSES_MS } = supervised;
  const over = new AbortController();
  const goesOn = () => !over.signal.aborted;
  const nextPoll = () => sleep(POLL_MS, undefined, { ref: false, signal: over.signal });

  async function watch(): Promise<void> {
    let server = first;
    let ends = 0;
    let began = performance.now();
    let rotated = began;
    while (goesOn()) {
      await nextPoll().catch(() => undefined);
      const now = performance.now();
      if (now - rotated > ROTATE_EVERY_MS) {
        rotated = now;
        rotateQuietly(location);
      }
      if (!goesOn() || isSame(server.identity)) continue;
      if (now - began > STABLE_MS) ends = 0;
      print("The embedded PostgreSQL has ended unexpectedly: it is started again.");
      let again: Server | null = null;
      let reason = new Error("it ends again and again");
      for (; again === null && ends < pausesMs.length && goesOn(); ends += 1) {
        await pause(pausesMs[ends] ?? 0, goesOn);
        try {
          again = await startAgain(server.port);
        } catch (error) {
          reason = error instanceof Error ? error : reason;
          if (reason.message.startsWith("The disk of")) break;
        }
      }
      if (!goesOn()) return;
      if (again === null) return onLost(lost(location, reason));
      print(`The embedded PostgreSQL is running again, after ${seconds(now)} s.`);
      server = again;
      began = performance.now();
    }
  }

  function startAgain(port: number): Promise<Server> {
    return withFileLock(location.lock, () => {
      const found = findServer(location);
      return found ?? startServer(location, { settings, port, goesOn });
    });
  }

  const watching = watch();
  return {
    stop: async () => {
      over.abort();
      await watching;
    },
  };
}

function lost({ log }: ServerLocation, { message }: Error): Error {
  return new Error(
    `The embedded PostgreSQL can't be started again, so that the application ends: ` +
      `${message.split("\n")[0] ?? ""} Its log is ${log}.`,
  );
}

/** On a full disk there is no room for the copy; then the file grows on. */
function rotateQuietly(location: ServerLocation): void {
  try {
    rotateLog(location);
  } catch {
    // It is tried again a minute later.
  }
}

async function pause(ms: number, goesOn: () => boolean): Promise<void> {
  for (let waited = 0; waited < ms && goesOn(); waited += POLL_MS) await sleep(POLL_MS);
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1_000).toFixed(1);
}
