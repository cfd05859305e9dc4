import "server-only";

/**
 * Streams chunks as fast as the client reads them: each is made while the one before is sent. When
 * their source fails half-way the response is aborted, because one that merely ends early would
 * pass for a complete one.
 */

/** Resolves with the first chunk made, so that an early failure becomes a problem document. */
export async function startStream(
  chunks: AsyncGenerator<Uint8Array>,
): Promise<ReadableStream<Uint8Array>> {
  let next = Promise.resolve(await chunks.next());
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const chunk = await next;
      if (chunk.done === true) return controller.close();
      controller.enqueue(chunk.value);
      next = chunks.next();
      // The next pull awaits it; until then a failure must not count as an unhandled rejection.
      next.catch(() => undefined);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}
