import "server-only";

/**
 * Remembers whether the replica can be used, so that nobody waits for one that is away or behind:
 * after a failure it is tried again in the background, and used once that succeeds.
 */
import { log } from "../log";

/** Why the server itself served a reading that the replica might have. */
type ReplicaFault = "behind" | "busy" | "unreachable" | "failed" | "left-alone";

const PROBE_EVERY_MS = 1_000;

export type ReplicaHealth = {
  isUsable: () => boolean;
  /** It is not used until `probe` resolves with true. */
  leaveAlone: (reason: string, probe: () => Promise<boolean>) => void;
  served: () => void;
  refused: (fault: ReplicaFault) => void;
  counts: () => { replica: number; server: Readonly<Record<ReplicaFault, number>> };
  stop: () => void;
};

export function replicaHealth(): ReplicaHealth {
  let timer: NodeJS.Timeout | null = null;
  let replica = 0;
  const server = { behind: 0, busy: 0, unreachable: 0, failed: 0, "left-alone": 0 };
  const stop = () => {
    if (timer !== null) clearInterval(timer);
    timer = null;
  };
  return {
    isUsable: () => timer === null,
    leaveAlone(reason, probe) {
      if (timer !== null) return;
      log().warn({ part: "database", reason }, "the replica is left alone; the server serves");
      let isProbing = false;
      const own = setInterval(() => {
        if (isProbing) return;
        isProbing = true;
        void probe()
          .catch(() => false)
          .then((isThere) => {
            isProbing = false;
            if (!isThere || timer !== own) return;
            stop();
            log().info({ part: "database" }, "the replica serves again");
          });
      }, PROBE_EVERY_MS);
      timer = own.unref();
    },
    served: () => void (replica += 1),
    refused: (fault) => void (server[fault] += 1),
    counts: () => ({ replica, server }),
    stop,
  };
}
