import "server-only";

/**
 * Streams a file as a response, as fast as the client reads it. When its source fails half-way the
 * download is aborted, because a file that merely ends early would pass for a complete one.
 */
import type { Reading } from "../line-search/reading";

export type FileResponse = {
  name: string;
  type: string;
  /**
   * It is the number of lines of the file, from which the client computes the progress; null means
   * that it is not known before.
   */
  lines: number | null;
  /** Tells scripts how much of the file's days was read; null for a file of one day. */
  reading: Pick<Reading, "centreDays" | "unreadDays"> | null;
};

/**
 * The first chunk is made before the response starts, so that an early failure becomes a problem
 * document.
 */
export async function respondWithFile(
  chunks: AsyncGenerator<Uint8Array>,
  { name, type, lines, reading }: FileResponse,
): Promise<Response> {
  const first = await chunks.next();
  return new Response(streamOf(first, chunks), {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...(lines === null ? {} : { "x-total-lines": String(lines) }),
      ...(reading === null
        ? {}
        : {
            "x-centre-days": String(reading.centreDays),
            "x-unread-centre-days": String(reading.unreadDays),
          }),
    },
  });
}

function streamOf(first: IteratorResult<Uint8Array>, rest: AsyncGenerator<Uint8Array>) {
  let next: Promise<IteratorResult<Uint8Array>> = Promise.resolve(first);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const chunk = await next;
      if (chunk.done === true) return controller.close();
      controller.enqueue(chunk.value);
      next = rest.next();
      // The next pull awaits it; until then a failure must not count as an unhandled rejection.
      next.catch(() => undefined);
    },
    async cancel() {
      await rest.return(undefined);
    },
  });
}
