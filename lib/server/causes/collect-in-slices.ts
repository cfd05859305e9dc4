import "server-only";

/**
 * Collects what a long computation yields, and lets other requests run in between: a day of
 * thousands of lines would otherwise hold the process.
 */
import { setImmediate } from "node:timers/promises";

/** A request that waits this long for its turn is not noticed by a person. */
const SLICE_MS = 15;

/** Steps that only make progress yield undefined. */
export async function collectInSlices<K, V>(
  steps: Iterable<[K, V] | undefined>,
): Promise<Map<K, V>> {
  const collected = new Map<K, V>();
  let began = performance.now();
  for (const step of steps) {
    if (step !== undefined) collected.set(...step);
    if (performance.now() - began < SLICE_MS) continue;
    await setImmediate();
    began = performance.now();
  }
  return collected;
}
