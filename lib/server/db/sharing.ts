import "server-only";

/** Lets those who need the same share one result. */

/**
 * The result is never from before. Whoever asks while `work` is under way shares the next run,
 * which begins when that one ends.
 */
export function sharing<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | null = null;
  return () =>
    (next ??= running
      .catch(() => undefined)
      .then(async () => {
        next = null;
        const result = work();
        running = result;
        return result;
      }));
}

/** Whoever asks shares the first result; a failure is tried again by the next who needs it. */
export function once<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | null = null;
  return () =>
    (done ??= work().catch((error: unknown) => {
      done = null;
      throw error;
    }));
}
