/**
 * A timer of somebody at work is a gate: the seed decides when it ends, and the clock of the
 * instance has moved by as much then. Timers of the simulator and of drivers stay as they are.
 */
import type { Scheduler } from "./scheduler";

const realTimeout = globalThis.setTimeout;
const realClear = globalThis.clearTimeout;

type GatedTimer = { isCleared: boolean; ref: () => void; unref: () => void };

export function replaceTimers(scheduler: Scheduler): { restore: () => void } {
  const gated = new Map<unknown, GatedTimer>();
  const begin = (work: () => void, ms = 0) => {
    const lane = scheduler.current.getStore();
    if (lane === undefined || ms === 0) return realTimeout(work, ms);
    const nothing = () => undefined;
    const timer: GatedTimer = { isCleared: false, ref: nothing, unref: nothing };
    gated.set(timer, timer);
    void scheduler
      .gate("timer", () => timer.isCleared)
      .then(() => {
        if (timer.isCleared) return;
        lane.instance.aheadMs += ms;
        work();
      });
    return timer;
  };
  const clear = (timer: unknown) => {
    const ours = gated.get(timer);
    if (ours === undefined) return realClear(timer as NodeJS.Timeout);
    ours.isCleared = true;
    gated.delete(timer);
    scheduler.forgetCleared();
  };
  globalThis.setTimeout = begin as unknown as typeof setTimeout;
  globalThis.clearTimeout = clear;
  return {
    restore() {
      globalThis.setTimeout = realTimeout;
      globalThis.clearTimeout = realClear;
    },
  };
}
