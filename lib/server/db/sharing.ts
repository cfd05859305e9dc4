import "server-only";

/** Lets those who ask for the same at once share one result, which is never from before. */

/** Whoever asks while `work` is under way shares the next run, which begins when that one ends. */
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
