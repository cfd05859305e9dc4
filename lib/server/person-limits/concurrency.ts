import "server-only";

/** Lets so many pieces of work with the same key run at a time; others wait in their order. */
import type { ConcurrencyLimit } from "@/lib/domain/security/request-limits";

/** It may be called twice. */
export type Release = () => void;

/** `enter` resolves with null, at once, when as many as may are waiting already. */
export type Concurrency = {
  enter: (key: string, limit: ConcurrencyLimit) => Promise<Release | null>;
  /** Tells for how many keys something is running. */
  size: () => number;
};

type Line = { running: number; waiting: (() => void)[] };

export function createConcurrency(): Concurrency {
  const lines = new Map<string, Line>();
  return {
    async enter(key, { atOnce, waiting }) {
      const line = lines.get(key) ?? { running: 0, waiting: [] };
      lines.set(key, line);
      if (line.running < atOnce) line.running += 1;
      else if (line.waiting.length >= waiting) return null;
      else await new Promise<void>((resolve) => line.waiting.push(resolve));
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        leave(line);
        if (line.running === 0) lines.delete(key);
      };
    },
    size: () => lines.size,
  };
}

/** Whoever waits takes over, so that nobody who comes later is faster. */
function leave(line: Line): void {
  const next = line.waiting.shift();
  if (next === undefined) line.running -= 1;
  else next();
}
